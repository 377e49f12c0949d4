// The cells of a workbook as a library for Node sees them, as JSON: node cells.js sheetjs|exceljs FILE.xlsx,
// or computed anew from formulas: node cells.js hyperformula SHEETS.json, with {sheets: {name: [[cell]]}, names: {}}.
// Printed are lists of [sheet, row, column, value], rows and columns counted from 1.
"use strict";

const fs = require("fs");

function sheetjs(file) {
  const { read, utils } = require("xlsx");
  const book = read(fs.readFileSync(file), { cellFormula: false, cellText: false });
  const found = [];
  for (const name of book.SheetNames) {
    for (const [address, cell] of Object.entries(book.Sheets[name])) {
      if (address.startsWith("!")) continue;
      const place = utils.decode_cell(address);
      found.push([name, place.r + 1, place.c + 1, cell.t === "e" ? cell.w : cell.v]);
    }
  }
  return found;
}

async function exceljs(file) {
  const { Workbook } = require("exceljs");
  const book = new Workbook();
  await book.xlsx.readFile(file);
  const found = [];
  book.eachSheet((sheet) =>
    sheet.eachRow((row, at) =>
      row.eachCell((cell, column) => found.push([sheet.name, at, column, held(cell)]))));
  return found;
}

function held(cell) {
  return cell.formula === undefined ? plain(cell.value) : plain(cell.result);
}

function plain(value) {
  if (value === null || typeof value !== "object") return value;
  if ("hyperlink" in value) return plain(value.text);
  if ("richText" in value) return value.richText.map((each) => each.text).join("");
  return "error" in value ? value.error : JSON.stringify(value);
}

// HyperFormula lacks FIXED, its INT cuts towards zero where Excel and every other program round down, and a formula that
// reads an empty cell is empty where theirs is 0.
function asInExcel({ HyperFormula, FunctionPlugin, FunctionArgumentType }) {
  const { NUMBER, BOOLEAN } = FunctionArgumentType;
  class Functions extends FunctionPlugin {
    fixed(call, state) {
      return this.runFunction(call.args, state, this.metadata("FIXED"), (number, decimals, plain) =>
        number.toLocaleString("en-US", {
          minimumFractionDigits: decimals, maximumFractionDigits: decimals, useGrouping: !plain,
        }));
    }
    int(call, state) {
      return this.runFunction(call.args, state, this.metadata("INT"), (number) => Math.floor(number));
    }
  }
  const decimals = { argumentType: NUMBER, defaultValue: 2 };
  const plain = { argumentType: BOOLEAN, defaultValue: false };
  Functions.implementedFunctions = {
    FIXED: { method: "fixed", parameters: [{ argumentType: NUMBER }, decimals, plain] },
    INT: { method: "int", parameters: [{ argumentType: NUMBER }] },
  };
  HyperFormula.registerFunctionPlugin(Functions, { enGB: { FIXED: "FIXED", INT: "INT" } });
  return HyperFormula;
}

function hyperformula(file) {
  const HyperFormula = asInExcel(require("hyperformula"));
  const { sheets, names } = JSON.parse(fs.readFileSync(file, "utf8"));
  const given = Object.entries(names).map(([name, target]) => ({ name, expression: "=" + target }));
  const options = { licenseKey: "gpl-v3", precisionRounding: 15, smartRounding: false, useArrayArithmetic: true };
  const engine = HyperFormula.buildFromSheets(sheets, options, given);
  const found = [];
  for (const name of Object.keys(sheets)) {
    engine.getSheetValues(engine.getSheetId(name)).forEach((row, at) =>
      row.forEach((value, column) => {
        const known = value === null && String(sheets[name][at][column]).startsWith("=") ? 0 : value;
        if (known !== null) found.push([name, at + 1, column + 1, typeof known === "object" ? known.value : known]);
      }));
  }
  return found;
}

const READERS = { sheetjs, exceljs, hyperformula };
Promise.resolve(READERS[process.argv[2]](process.argv[3]))
  .then((found) => fs.writeSync(1, "") || process.stdout.write(JSON.stringify(found)))
  .catch((problem) => { console.error(problem); process.exit(1); });

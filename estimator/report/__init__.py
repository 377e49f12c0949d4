"""What people read: tables, words, and the facts behind them, before any sheet or terminal."""

"""Chinese text to numbers, amounts, years, words and sounds; nothing about tables."""

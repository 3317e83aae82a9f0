// The words of a letter around what was searched for, as the office cut them out: all on one line, the marks of quoted lines among them.

/** Where quoted lines begin: at the very start, or where a sentence ended; and not before a figure, which a ">" may well stand before ("> 5000"), unless it numbers a list. */
const marks = /(?<=^\s*(?:…\s*)?|[.!?:]["»”’)\u0003]*\s+)>[>\s]*(?![>\s=])(?!\u0002?\d(?!\d?\u0003?[.)](?:\s|$)))/gu;

/** Without the marks that mail programs put before quoted lines ("> > 1. Price" is "1. Price"); "> 5000", "File > Print" and an address in <> stay. */
export function withoutQuoteMarks(snippet: string): string {
  return snippet.replaceAll(marks, '').trimStart();
}

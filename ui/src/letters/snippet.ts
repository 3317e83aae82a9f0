// The words of a letter around what was searched for, as the office cut them out: all on one line, the marks of quoted lines among them.

/** Without the marks that mail programs put before quoted lines ("> > 1. Price" is "1. Price"); ">= 5" and an address in <> stay. */
export function withoutQuoteMarks(snippet: string): string {
  return snippet.replaceAll(/(?<=^|[\s…\u0002])>[>\s]*(?![>\s=])/gu, '').trimStart();
}

// Amounts in what people write: "13 600 ₴" stays on one line. Mail programs put ordinary spaces into it, at which a line may end.

/** A number in groups of thousands, a number before its currency, or both. A longer row of groups is a row of numbers, and may end anywhere. */
const amount = /((?<![\d.,])(?:(?<!(?<!\d)\d{1,3}[ \u00a0\u202f])\d{1,3}(?:[ \u00a0\u202f]\d{3}){1,4}(?![ \u00a0\u202f]\d{3}(?!\d))(?:[.,]\d+)?(?:[ \u00a0]?(?:[₴$€£₽]|(?:грн|UAH|USD|EUR)(?!\p{L})))?|\d+(?:[.,]\d+)?[ \u00a0](?:[₴$€£₽]|(?:грн|UAH|USD|EUR)(?!\p{L})))(?!\d))/u;

export interface Part { text: string; /** An amount: no line ends in it. */ whole: boolean }

export function amounts(text: string): Part[] {
  return text.split(amount).map((part, at) => ({ text: part, whole: at % 2 === 1 })).filter((part) => part.text !== '');
}

/** The same in the text of a page; what is chosen and copied stays as it was written. */
export function keepAmountsWhole(page: HTMLElement): void {
  const walker = document.createTreeWalker(page, NodeFilter.SHOW_TEXT);
  const found: Text[] = [];
  while (walker.nextNode()) if (amount.test(walker.currentNode.nodeValue ?? '')) found.push(walker.currentNode as Text);
  for (const node of found) {
    node.replaceWith(...amounts(node.data).map(({ text, whole }) => {
      if (!whole) return text;
      const span = document.createElement('span');
      span.style.whiteSpace = 'nowrap';
      span.textContent = text;
      return span;
    }));
  }
}

// Prints one letter: the rest of the page is left out by the style sheet while the print runs.

export function printLetter(article: HTMLElement): void {
  article.dataset['printed'] = '';
  document.documentElement.dataset['print'] = 'one';
  const done = (): void => {
    delete article.dataset['printed'];
    delete document.documentElement.dataset['print'];
    window.removeEventListener('afterprint', done);
  };
  window.addEventListener('afterprint', done);
  window.print();
}

// Whether something typed may be an e-mail address. Only the shape: whether it exists, a server must say.

export function isAddress(text: string): boolean {
  return /^[^\s@<>,;]+@(?:[^\s@<>,;]+\.[^\s@<>,;.]+|localhost)$/u.test(text);
}

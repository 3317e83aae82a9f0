// PDFs for tests, written by hand: so many pages, each with a line of text.

/** A whole file with these lines, one a page, the last page lying. */
export function pdfOf(lines: string[]): Uint8Array {
  const objects: string[] = ['<< /Type /Catalog /Pages 2 0 R >>'];
  const kids = lines.map((_line, at) => `${4 + at * 2} 0 R`).join(' ');
  objects.push(`<< /Type /Pages /Kids [${kids}] /Count ${lines.length} >>`, '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>');
  lines.forEach((line, at) => {
    const box = at > 0 && at === lines.length - 1 ? '0 0 842 595' : '0 0 595 842';
    objects.push(`<< /Type /Page /Parent 2 0 R /MediaBox [${box}] /Resources << /Font << /F 3 0 R >> >> /Contents ${5 + at * 2} 0 R >>`);
    const drawing = `BT /F 28 Tf 60 500 Td (${line}) Tj ET 0.8 0.2 0.2 rg 60 300 200 120 re f`;
    objects.push(`<< /Length ${drawing.length} >>\nstream\n${drawing}\nendstream`);
  });
  let file = '%PDF-1.4\n';
  const places = objects.map((object, at) => {
    const place = file.length;
    file += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return place;
  });
  const start = file.length;
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('')}`;
  file += `trailer << /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return new TextEncoder().encode(file);
}

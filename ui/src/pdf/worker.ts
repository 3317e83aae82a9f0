// The worker in which one PDF is read.
import PdfWorker from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?worker';

export const newWorker = (): Worker => new PdfWorker();

// A PDF for looking at: opened by pdf.js in a worker of its own, so that whatever a stranger's file does to it can be ended.
// Loaded only when one is opened. Nothing of the file becomes a part of the window: pages are drawn, and their text is read out.
import { getDocument, PDFWorker, type PDFDocumentLoadingTask, type PDFDocumentProxy, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import jpx from 'pdfjs-dist/wasm/openjpeg_nowasm_fallback.js?url';
import type { Fault } from './fault.ts';

/** Longer nobody waits for a file to open or for a page to be drawn. */
const openingTakes = 20_000;
const drawingTakes = 20_000;
/** A file may say that it has millions of pages: no more than these are shown. */
export const mostPages = 2000;
/** Dots of a drawn page at most: some 64 MB. */
const mostDots = 16_000_000;
/** Dots of a picture in a page at most. */
const mostPicture = 100_000_000;

/** Why a file cannot be shown, for `fault.ts` to say it. */
export class PdfFault extends Error {
  constructor(readonly fault: Fault) {
    super(fault);
  }
}

export interface Size { width: number; height: number }

export interface Pdf {
  /** The pages that are shown, and how many the file says that there are. */
  readonly pages: number;
  readonly all: number;
  /** The size of the first page, at its own scale: of the others it is guessed until they are drawn. */
  readonly size: Size;
  /** Draws a page so wide; gives its size and its text. */
  draw: (number: number, canvas: HTMLCanvasElement, width: number) => Promise<{ size: Size; text: string }>;
  /** The reading ends, also in the middle of something. */
  close: () => void;
}

/** Opens a file; rejects with a PdfFault. `port` is a worker; without one pdf.js reads in this thread, as in tests. */
export async function open(data: Uint8Array, port: Worker | null): Promise<Pdf> {
  const worker = port ? PDFWorker.create({ port }) : undefined;
  const task = getDocument({
    data,
    ...(worker ? { worker } : {}),
    isEvalSupported: false, enableXfa: false, useWasm: false, wasmUrl: new URL('.', new URL(jpx, document.baseURI)).href,
    maxImageSize: mostPicture, canvasMaxAreaInBytes: mostDots * 4, useSystemFonts: true, verbosity: 0,
  });
  const close = (): void => {
    void task.destroy().catch(() => undefined);
    // A worker that is busy with something endless hears nothing.
    port?.terminate();
  };
  try {
    const pdf = await within(openingTakes, task.promise);
    const size = sizeOf(await within(openingTakes, pdf.getPage(1)));
    return { pages: Math.min(pdf.numPages, mostPages), all: pdf.numPages, size, draw: (number, canvas, width) => draw(pdf, number, canvas, width), close };
  } catch (error) {
    close();
    throw faultOf(error);
  }
}

async function draw(pdf: PDFDocumentProxy, number: number, canvas: HTMLCanvasElement, width: number): Promise<{ size: Size; text: string }> {
  try {
    const page = await within(drawingTakes, pdf.getPage(number));
    const size = sizeOf(page);
    const sharp = Math.min((width * window.devicePixelRatio) / size.width, Math.sqrt(mostDots / (size.width * size.height)));
    const viewport = page.getViewport({ scale: sharp });
    canvas.width = Math.max(1, Math.floor(viewport.width));
    canvas.height = Math.max(1, Math.floor(viewport.height));
    const drawing = page.render({ canvas, viewport, background: '#ffffff' });
    try {
      await within(drawingTakes, drawing.promise);
    } catch (error) {
      drawing.cancel();
      throw error;
    }
    const text = await within(drawingTakes, textOf(page));
    // What it took to draw it is let go: of a thousand pages that were looked through nothing gathers.
    page.cleanup();
    return { size, text };
  } catch (error) {
    throw faultOf(error);
  }
}

const sizeOf = (page: PDFPageProxy): Size => {
  const { width, height } = page.getViewport({ scale: 1 });
  return { width: Math.max(1, width), height: Math.max(1, height) };
};

/** What stands on a page, for whoever cannot see it. */
export async function textOf(page: PDFPageProxy): Promise<string> {
  const { items } = await page.getTextContent();
  return items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join('').trim();
}

async function within<T>(span: number, work: Promise<T>): Promise<T> {
  let clock: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_resolve, reject) => { clock = setTimeout(() => reject(new PdfFault('slow')), span); });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(clock);
  }
}

function faultOf(error: unknown): PdfFault {
  if (error instanceof PdfFault) return error;
  return new PdfFault(error instanceof Error && error.name === 'PasswordException' ? 'locked' : 'broken');
}

export type { PDFDocumentLoadingTask };

// The document a letter's HTML is shown in.
//
// The frame is `sandbox` with nothing allowed: no scripts, and an origin of its own, so nothing in it can reach the window,
// and the window cannot reach into it either: not to measure its height, not to hear a click on a link. Allowing
// same-origin would give both and take away the second wall. Instead the same HTML is laid out once more where nobody sees
// it, in a closed shadow root of the window (Frame.svelte), cleaned a second time by DOMPurify on top of the office's own
// cleaning, with no addresses left in its links. From there come the height and the places of the links, over which the
// frame gets links of the window's own: they show their true target before anything opens.
//
// The copy lies over the frame in clear ink and takes the mouse: a frame that got the focus by a click would swallow every
// shortcut of the window, and what is chosen with the mouse here is copied by the window's own Ctrl+C.
import DOMPurify from 'dompurify';
import { keepAmountsWhole } from './amounts.ts';

export interface Prepared {
  /** Cleaned HTML without addresses, the same for the frame and for the measuring copy. */
  html: string;
  /** The addresses of its links, by their order. */
  targets: string[];
  /** The letter brings its own colours, so it is laid on white paper in the dark theme too. */
  paper: boolean;
}

export function prepare(html: string): Prepared {
  const body = DOMPurify.sanitize(html, {
    RETURN_DOM: true, FORBID_TAGS: ['style', 'form', 'input', 'button', 'select', 'textarea', 'svg', 'math', 'iframe', 'video', 'audio', 'dialog', 'details', 'summary'],
    FORBID_ATTR: ['id', 'name', 'tabindex', 'autofocus', 'popover', 'srcset', 'ping', 'target'],
  }) as HTMLElement;
  trimEnd(body);
  const targets: string[] = [];
  for (const link of body.querySelectorAll('a[href], area[href]')) {
    targets.push(link.getAttribute('href') ?? '');
    link.removeAttribute('href');
    link.setAttribute('data-link', String(targets.length - 1));
  }
  keepAmountsWhole(body);
  const inner = body.innerHTML;
  return { html: inner, targets, paper: /\bbgcolor\s*=|\bbackground(-color)?\s*:|[\s";]color\s*[:=]/iu.test(inner) };
}

/** Mail programs leave blank lines where the quotation began; once it is folded they are a hole in the page. */
function trimEnd(node: Node): void {
  for (let last = node.lastChild; last; last = node.lastChild) {
    const empty = (last.textContent ?? '').trim() === '';
    const shows = last instanceof Element && (last.matches('img, hr, table') || last.querySelector('img, hr, table') !== null);
    if (empty && !shows) {
      last.remove();
      continue;
    }
    if (last instanceof Element && !shows) trimEnd(last);
    return;
  }
}

/** Only for the copy: it is there for the mouse, the frame below is what one sees. */
export const clearInk = `.letter,.letter *{color:transparent!important;background:none!important;border-color:transparent!important;text-decoration-color:transparent!important;outline-color:transparent!important;box-shadow:none!important;text-shadow:none!important}
.letter{user-select:text;-webkit-user-select:text;cursor:text}.letter img{opacity:0!important}.letter ::selection{color:transparent;background:#4d8df04d}`;

export interface Colours { ink: string; page: string; accent: string; hair: string; dim: string; dark: boolean }

/** "Medium" is no size of the letter's own: it is whatever its reader reads by, and that is the size of plain letters. */
const usual = '.letter font[size="3"],.letter font[size="+0"]{font-size:13px}.letter [style*="font-size:medium" i],.letter [style*="font-size: medium" i]{font-size:13px!important}\n';

/** The style of the letter, the same in the frame and in the copy: what differs would measure wrong. */
export function style(colours: Colours, paper: boolean): string {
  const own = paper
    ? { ink: '#1b1c1e', page: '#ffffff', accent: '#1f5fc4', hair: '#e4e3df', dim: '#55585e', scheme: 'light' }
    : { ...colours, scheme: colours.dark ? 'dark' : 'light' };
  const padding = paper && colours.dark ? 'padding:12px 14px;border-radius:6px;' : '';
  return `.letter{color-scheme:${own.scheme};box-sizing:border-box;display:flow-root;margin:0;${padding}font:13px/1.45 Inter,"Segoe UI Variable","SF Pro Text",system-ui,"Noto Sans",sans-serif;color:${own.ink};background:${own.page};overflow-wrap:anywhere;overflow-x:auto;text-align:start}
.letter img{max-width:100%;height:auto}.letter table{max-width:100%;font:inherit;color:inherit}.letter pre{white-space:pre-wrap}.letter p:first-child{margin-top:0}.letter p:last-child{margin-bottom:0}
${usual}.letter blockquote{margin:6px 0;padding-left:10px;border-left:2px solid ${own.hair};color:${own.dim}}.letter a[data-link]{color:${own.accent};text-decoration:underline}.letter hr{border:0;border-top:1px solid ${own.hair}}`;
}

/** The whole document for `srcdoc`, with a policy of its own: no network at all. Pictures that were asked for come as data. */
export function documentOf(prepared: Prepared, colours: Colours): string {
  return `<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'"><meta name="referrer" content="no-referrer"><style>html{color-scheme:${colours.dark ? 'dark' : 'light'};background:${colours.page}}body{margin:0}${style(colours, prepared.paper)}</style><div class="letter">${prepared.html}</div>`;
}

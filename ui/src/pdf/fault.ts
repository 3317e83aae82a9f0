// Why a PDF cannot be shown, and which files are looked at here at all.
import { t } from '../shared/i18n.svelte.ts';

export type Fault = 'broken' | 'locked' | 'slow' | 'big';

/** A larger file is opened outside. */
export const mostBytes = 50 * 1024 * 1024;

/** Whether a file is a PDF by what is known of it without reading it. */
export const isPdf = (file: { name: string; type: string }): boolean => file.type === 'application/pdf' || /\.pdf$/iu.test(file.name);

export const faultText = (fault: Fault): string => t(`pdf-${fault}`);

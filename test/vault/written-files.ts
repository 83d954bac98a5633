import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Every file below a folder with its bytes; those in folders named by `except` are left out. */
function filesBelow(folder: string, except: readonly string[] = []): { path: string; bytes: Buffer }[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (except.includes(entry.name)) return [];
    return entry.isDirectory() ? filesBelow(path, except) : [{ path, bytes: readFileSync(path) }];
  });
}

/** How a text may lie in a file: as it is, in UTF-16, in base64 at any offset, escaped as JSON does. */
function formsOf(text: string): Buffer[] {
  const utf8 = Buffer.from(text);
  const inBase64 = [0, 1, 2].map((shift) => {
    const encoded = Buffer.concat([Buffer.alloc(shift), utf8]).toString('base64');
    // The first and last characters depend on what stands around the text.
    return encoded.slice(shift === 0 ? 0 : 4, -4);
  });
  const escaped = JSON.stringify(text).slice(1, -1);
  return [utf8, Buffer.from(text, 'utf16le'), Buffer.from(escaped), ...inBase64.map((each) => Buffer.from(each))];
}

/** Which of the texts lie readable in files below a folder, in any of the usual forms: `text in file`. */
export function findWritten(folder: string, texts: readonly string[], except: readonly string[] = []): string[] {
  const files = filesBelow(folder, except);
  return texts.flatMap((text) => {
    const forms = formsOf(text);
    const found = files.filter(({ bytes }) => forms.some((form) => bytes.includes(form)));
    return found.map(({ path }) => `${text} in ${path}`);
  });
}

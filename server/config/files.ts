import { readFileSync, statSync } from 'node:fs'
import type { Complain } from './variables.ts'

/** More than any key, address or set of headers has; a file above it is another one than was meant. */
const MOST_BYTES = 64 * 1024

/**
 * The environment with each `NAME_FILE` of a known variable read into NAME, as orchestrators hand secrets out: a line's
 * end at the file's end is no part of it. What cannot be read is complained about by the variable's name and its path's
 * fault, never by what stands in the file. Names that are not known keep their own meaning, such as SSL_CERT_FILE.
 */
export function withFiles(
  set: Record<string, string | undefined>,
  known: readonly string[],
  complain: Complain,
): Record<string, string | undefined> {
  const read = { ...set }
  for (const name of known) {
    const path = set[`${name}_FILE`]
    if (path === undefined) continue
    delete read[`${name}_FILE`]
    if (set[name] !== undefined) {
      complain(`${name}_FILE`, `and ${name} are both set: leave one of them empty`)
      continue
    }
    const found = contents(path)
    if ('text' in found) read[name] = found.text
    else complain(`${name}_FILE`, `is not usable: ${found.fault}`)
  }
  return read
}

function contents(path: string): { text: string } | { fault: string } {
  try {
    const about = statSync(path)
    if (!about.isFile()) return { fault: 'what it names is not a file' }
    if (about.size > MOST_BYTES) return { fault: `the file has more than ${MOST_BYTES / 1024} KB` }
    const bytes = readFileSync(path)
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes).replace(/[\r\n]+$/, '')
    if (text === '') return { fault: 'the file is empty' }
    return { text }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'ENOENT' || code === 'ENOTDIR') return { fault: 'there is no such file' }
    if (code === 'EACCES' || code === 'EPERM') return { fault: 'this user may not read the file' }
    if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return { fault: 'the file is no text in UTF-8' }
    return { fault: `the file cannot be read (${typeof code === 'string' ? code : 'no reason was given'})` }
  }
}

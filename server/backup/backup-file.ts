import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, rename, rm, stat } from 'node:fs/promises'
import { PassThrough } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { z } from 'zod'
import { Refusal } from '../refusal.ts'

// A backup is lines of JSON, compressed: what it is, then for each table its name and columns and a line for each row (an
// array of its columns as text), then how many rows there were and the SHA-256 of all lines before, with their ends.

export const Header = z.object({
  ownwords: z.literal('backup'),
  format: z.literal(1),
  at: z.iso.datetime(),
  migrations: z.array(z.object({ name: z.string(), sha256: z.string() })),
  counters: z.array(z.object({ name: z.string(), value: z.string(), called: z.boolean() })),
})
export type Header = z.infer<typeof Header>

const TableLine = z.object({ table: z.string(), columns: z.array(z.string()) })
const EndLine = z.object({ rows: z.number(), sha256: z.string() })

/** How a backup is added to, line by line. */
export type WriteLine = (line: string) => Promise<void>

/**
 * Writes a backup so that there is the whole file or none: under another name first, for nobody else to read. `fill`
 * gives the lines and answers with how many of them are rows. Resolves to the file's size in bytes.
 */
export async function writeBackupFile(
  path: string,
  fill: (write: WriteLine) => Promise<number>,
): Promise<number> {
  const there = await stat(path).then(
    () => true,
    () => false,
  )
  if (there) throw new Refusal(`Nothing was written: there is a file ${path} already.`)
  const part = `${path}.${process.pid}.part`
  const file = await open(part, 'wx', 0o600).catch(error => {
    throw new Refusal(`${path} cannot be written: ${reason(error)}.`, { cause: error })
  })
  try {
    const lines = new PassThrough()
    const written = pipeline(lines, createGzip(), file.createWriteStream({ flush: true }))
    written.catch(error => lines.destroy(error))
    const hash = createHash('sha256')
    const put = (line: string) =>
      new Promise<void>((resolve, reject) =>
        lines.write(`${line}\n`, error => (error ? reject(error) : resolve())),
      )
    try {
      const rows = await fill(line => {
        hash.update(line).update('\n')
        return put(line)
      })
      await put(JSON.stringify({ rows, sha256: hash.digest('hex') }))
      lines.end()
    } catch (error) {
      lines.destroy(error as Error)
      await written // its own error says why a line could not be written
      throw error
    }
    await written
    await rename(part, path)
    return (await stat(path)).size
  } catch (error) {
    await rm(part, { force: true })
    if (isFault(error)) throw new Refusal(`${path} cannot be written: ${reason(error)}.`, { cause: error })
    throw error
  }
}

/** What a reader of a backup is told, in order. */
export interface BackupReader {
  header(header: Header): Promise<void> | void
  table(name: string, columns: string[]): Promise<void> | void
  /** A row as it stands in the file. */
  row(line: string): Promise<void> | void
}

/**
 * Reads a backup from end to end and holds it against its checksum, which stands at its end: what `reader` was told of
 * is known to be whole only when this resolves, to the number of rows.
 */
export async function readBackupFile(path: string, reader: BackupReader): Promise<number> {
  const hash = createHash('sha256')
  let rows = 0
  let header: Header | undefined
  let last: string | undefined
  const take = async (line: string) => {
    hash.update(line).update('\n')
    if (!header) {
      header = Header.parse(JSON.parse(line))
      await reader.header(header)
    } else if (line.startsWith('{')) {
      const { table, columns } = TableLine.parse(JSON.parse(line))
      await reader.table(table, columns)
    } else {
      rows++
      await reader.row(line)
    }
  }
  const flow = pipeline(createReadStream(path), createGunzip(), async chunks => {
    for await (const line of linesOf(chunks)) {
      if (last !== undefined) await take(last)
      last = line
    }
  })
  try {
    await flow
    const end = EndLine.parse(JSON.parse(last ?? ''))
    if (!header || end.rows !== rows || end.sha256 !== hash.digest('hex')) throw new SyntaxError('it differs')
    return rows
  } catch (error) {
    if (isFault(error) && !/^(Z_|ERR_)/.test(error.code))
      throw new Refusal(`${path} cannot be read: ${reason(error)}.`, { cause: error })
    if (isDamage(error))
      throw new Refusal(
        header
          ? `${path} is damaged or not whole: nothing was restored from it. Take another backup.`
          : `${path} is no backup of Ownwords.`,
        { cause: error },
      )
    throw error
  }
}

/** Ends of lines alone part them: other breaks, such as U+2028, may stand within a row. What follows the last is none. */
async function* linesOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let begun: Buffer[] = []
  for await (const chunk of chunks) {
    let from = 0
    for (let end = chunk.indexOf(0x0a); end >= 0; end = chunk.indexOf(0x0a, from)) {
      yield Buffer.concat([...begun, chunk.subarray(from, end)]).toString()
      begun = []
      from = end + 1
    }
    if (from < chunk.length) begun.push(chunk.subarray(from))
  }
  if (begun.length > 0) throw new SyntaxError('the last line has no end')
}

const isFault = (error: unknown): error is NodeJS.ErrnoException & { code: string } =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && 'syscall' in error

const isDamage = (error: unknown): boolean =>
  error instanceof SyntaxError ||
  error instanceof z.ZodError ||
  (error instanceof Error && 'code' in error && /^(Z_|ERR_)/.test(String(error.code)))

const reason = (error: unknown): string => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return (
    {
      ENOENT: 'there is no such file or folder',
      EACCES: 'this user may not',
      ENOSPC: 'the disk is full',
      EISDIR: 'it is a folder',
      EROFS: 'the disk is only to read',
    }[code] ?? (error instanceof Error ? error.message : String(error))
  )
}

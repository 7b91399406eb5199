import { promisify } from 'node:util'
import { crc32, inflateRaw } from 'node:zlib'
import { limits } from '../../core/contract/limits.ts'
import { ApiError } from '../http/problem.ts'

const inflate = promisify(inflateRaw)

const END = 0x06054b50
const ENTRY = 0x02014b50
const LOCAL = 0x04034b50
/** Of one file: a source's text has ten million characters at most. */
const FILE_BYTES = 64 * 1024 * 1024

/** What an archive says of a file, which is not yet known to be so. */
interface Entry {
  name: string
  method: number
  packed: number
  open: number
  crc: number
  at: number
}

/**
 * The files of a ZIP by name, folders left out (APPNOTE 6.3.10, 4.3). Read here and not by the library that writes,
 * because that one believes what an archive says of its sizes: here nothing is made that is larger than it was said to
 * be, and nothing is said to be larger than `limits` allow.
 * @throws `invalid_request` where it is no ZIP, is cut, names a file twice or one outside of the folder, or is too large
 */
export async function readZip(bytes: Buffer): Promise<Map<string, Buffer>> {
  const entries = entriesOf(bytes)
  const files = new Map<string, Buffer>()
  for (const entry of entries) {
    if (files.has(entry.name)) refuse('It has a file twice.')
    files.set(entry.name, await contentOf(bytes, entry))
  }
  return files
}

function entriesOf(bytes: Buffer): Entry[] {
  const end = endOf(bytes)
  const count = bytes.readUInt16LE(end + 10)
  if (count > limits.folderFiles) refuse(`It has more than ${limits.folderFiles} files.`)
  const entries: Entry[] = []
  let at = bytes.readUInt32LE(end + 16)
  let open = 0
  for (let n = 0; n < count; n++) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== ENTRY)
      refuse('It was cut or changed on its way.')
    const length = bytes.readUInt16LE(at + 28)
    const name = bytes.toString('utf8', at + 46, at + 46 + length)
    const entry = {
      name,
      method: bytes.readUInt16LE(at + 10),
      crc: bytes.readUInt32LE(at + 16),
      packed: bytes.readUInt32LE(at + 20),
      open: bytes.readUInt32LE(at + 24),
      at: bytes.readUInt32LE(at + 42),
    }
    if (bytes.readUInt16LE(at + 8) & 1) refuse('It is encrypted.')
    open += entry.open
    if (entry.open > FILE_BYTES || open > limits.folderOpenBytes) refuse('It is too large when it is opened.')
    refuseOutside(name)
    if (!name.endsWith('/')) entries.push(entry)
    at += 46 + length + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  return entries
}

/** The record at the end, before a comment of at most 64 KB. */
function endOf(bytes: Buffer): number {
  for (let at = bytes.length - 22; at >= 0 && at >= bytes.length - 22 - 0xffff; at--)
    if (bytes.readUInt32LE(at) === END) return at
  return refuse('It is no ZIP file, or was cut on its way.')
}

function refuseOutside(name: string): void {
  const parts = name.split('/')
  if (name === '' || name.length > 500 || /[\\\0:]/.test(name) || parts[0] === '' || parts.includes('..'))
    refuse('It names a file outside of the folder.')
}

async function contentOf(bytes: Buffer, { method, packed, open, crc, at }: Entry): Promise<Buffer> {
  if (at + 30 > bytes.length || bytes.readUInt32LE(at) !== LOCAL) refuse('It was cut or changed on its way.')
  const from = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28)
  const raw = bytes.subarray(from, from + packed)
  if (raw.length !== packed || (method !== 0 && method !== 8)) refuse('It was cut or changed on its way.')
  // One byte more than it may have, so that too many are an error and not cut off.
  const content =
    method === 0 ? raw : await inflate(raw, { maxOutputLength: open + 1 }).catch(() => refuse(CHANGED))
  if (content.length !== open || crc32(content) !== crc) refuse(CHANGED)
  return content
}

const CHANGED = 'A file in it is not what the archive says of it.'

function refuse(why: string): never {
  throw new ApiError(
    'invalid_request',
    `This file is no project folder that can be opened: ${why} Save the project once more and bring in that file.`,
    { fields: [{ path: 'zip', message: why }] },
  )
}

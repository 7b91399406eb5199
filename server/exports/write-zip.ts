import { type AsyncZippable, zip } from 'fflate'

/** 1 January 1980, the first day that a ZIP knows, in local time as the format has it: the same bytes at any hour. */
const NO_TIME = new Date(1980, 0, 1)

/** Files as one ZIP: in the order of the map, the same bytes for the same files. What is packed already is only put in. */
export function writeZip(files: ReadonlyMap<string, Uint8Array>): Promise<Buffer> {
  const all: AsyncZippable = {}
  for (const [name, bytes] of files)
    all[name] = [bytes, { level: /\.(gz|pdf)$/.test(name) ? 0 : 6, mtime: NO_TIME, os: 3 }]
  return new Promise((done, failed) =>
    zip(all, (error, bytes) => (error ? failed(error) : done(Buffer.from(bytes.buffer, 0, bytes.length)))),
  )
}

import { readFileSync, writeFileSync } from 'node:fs'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'

/**
 * The extension as the Chrome Web Store takes it: without the `key` by which it has its id when it is loaded from a
 * folder, because the store refuses a manifest with one.
 * @throws Error if its version is not the tag's, or it is no extension
 */
export function storeZip(zip: Uint8Array, tag: string): Uint8Array {
  const files = unzipSync(zip)
  const manifest = files['manifest.json']
  if (!manifest) throw new Error('The zip has no manifest.json: is it the extension?')
  const { key: _, ...rest } = JSON.parse(strFromU8(manifest))
  if (`v${rest.version}` !== tag)
    throw new Error(
      `The tag is ${tag}, but the extension says ${rest.version}: set the version in package.json.`,
    )
  return zipSync({ ...files, 'manifest.json': strToU8(JSON.stringify(rest)) }, { level: 9 })
}

// `npm run store-zip -- v1.2.0 FROM TO`
if (import.meta.main) {
  const [tag, from, to] = process.argv.slice(2)
  if (!tag || !from || !to) throw new Error('Say a tag, the zip and where to write: v1.2.0 FROM TO')
  writeFileSync(to, storeZip(readFileSync(from), tag))
}

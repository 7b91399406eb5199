import { build } from 'vite'

/**
 * One module of the extension as a script for a page, in the way that the build makes it.
 * @param entry the file from the top of the repository
 * @returns source that puts the module's exports on `globalThis.ownwordsTest`
 */
export async function inPageScript(entry: string): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: false,
      target: 'chrome141',
      lib: { entry, formats: ['iife'], name: 'ownwordsTest', fileName: 'script' },
    },
  })
  const output = Array.isArray(built) ? built[0] : built
  if (!output || !('output' in output)) throw new Error(`${entry} was not built`)
  return `${output.output[0].code}\n;globalThis.ownwordsTest = ownwordsTest;`
}

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { inPath, must } from './command.ts'
import { aptInstall, isDebian, rootPrefix } from './debian.ts'

/** LibreOffice of this machine, or the one that SOFFICE names. */
export const findLibreOffice = (): string | null =>
  process.env.SOFFICE ?? inPath('soffice') ?? inPath('libreoffice')

/** Finds LibreOffice or installs what of it reads documents. @throws Error that says what to do where neither goes */
export async function ensureLibreOffice(say: (line: string) => void): Promise<string> {
  const found = findLibreOffice()
  if (found) return found
  if (!isDebian() || !(await rootPrefix()))
    throw new Error('There is no LibreOffice here: install it, or set SOFFICE to its program.')
  say('Installing LibreOffice Writer by apt, without its windows')
  await aptInstall('libreoffice-writer-nogui')
  const installed = findLibreOffice()
  if (!installed) throw new Error('apt installed LibreOffice, and there is no soffice in the PATH.')
  return installed
}

/** For a suite that takes it: null where there is none. With CI=true that is a failure; `npm test` installs it before. */
export function libreOfficeForTests(): string | null {
  const found = findLibreOffice()
  if (!found && process.env.CI === 'true')
    throw new Error('CI=true and there is no LibreOffice: run `npm test`, which installs it.')
  return found
}

/** Opens a document in LibreOffice, with settings of its own, and gives what it becomes there. */
export async function converted(program: string, docx: Uint8Array, to: 'html' | 'pdf'): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'ownwords-office-'))
  try {
    await writeFile(join(folder, 'it.docx'), docx)
    const settings = `-env:UserInstallation=${pathToFileURL(join(folder, 'settings')).href}`
    await must(program, [
      ...['--headless', '--norestore', settings],
      ...['--convert-to', to, '--outdir', folder, join(folder, 'it.docx')],
    ])
    return await readFile(join(folder, `it.${to}`))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

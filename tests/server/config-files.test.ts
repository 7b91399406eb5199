import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readConfig, variables } from '../../server/config.ts'

let folder: string
const file = (name: string, content: string | Uint8Array) => {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ownwords-secrets-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

/** What is complained about, without what each variable is for. */
function told(environment: NodeJS.ProcessEnv): string[] {
  try {
    readConfig(environment)
    return []
  } catch (error) {
    return (error as Error).message.split('\n').map(line => line.replace(/\. It is .+$/, ''))
  }
}

it('reads any variable from the file that NAME_FILE names, without the end of its last line', () => {
  const key = file('key', 'sk-hunter2\r\n')
  const url = file('url', 'postgres://me:hunter2@db/ownwords\n\n')
  const config = readConfig({
    OPENAI_API_KEY_FILE: key,
    DATABASE_URL_FILE: url,
    PORT_FILE: file('port', '80'),
  })
  expect(config.model?.apiKey).toBe('sk-hunter2')
  expect(config.databaseUrl).toBe('postgres://me:hunter2@db/ownwords')
  expect(config.port).toBe(80)
})

it('follows a link, as orchestrators lay secrets', () => {
  symlinkSync(file('real', 'sk-linked'), join(folder, 'link'))
  expect(readConfig({ OPENAI_API_KEY_FILE: join(folder, 'link') }).model?.apiKey).toBe('sk-linked')
})

it('takes an empty NAME_FILE for one that is not set, and leaves the files of unknown names alone', () => {
  expect(readConfig({ OPENAI_API_KEY_FILE: '', SSL_CERT_FILE: join(folder, 'none') }).model).toBeNull()
})

it('names each file that is not usable at once, by its variable, and never what stands in it', () => {
  mkdirSync(join(folder, 'folder'))
  const lines = told({
    OPENAI_API_KEY: 'sk-hunter2',
    OPENAI_API_KEY_FILE: file('twice', 'sk-hunter2'),
    DATABASE_URL_FILE: file('wrong', 'mysql://hunter2'),
    EMBEDDING_API_KEY_FILE: join(folder, 'none'),
    OPENAI_MODEL_FILE: file('empty', '\n'),
    EMBEDDING_MODEL_FILE: join(folder, 'folder'),
    PUBLIC_URL_FILE: file('large', 'x'.repeat(64 * 1024 + 1)),
    LOG_LEVEL_FILE: file('bytes', new Uint8Array([0xff, 0xfe, 0x00])),
  })
  expect(lines.toSorted()).toEqual([
    'DATABASE_URL is not usable: it takes postgres://user:password@host/name, or nothing for the embedded database',
    'EMBEDDING_API_KEY_FILE is not usable: there is no such file',
    'EMBEDDING_MODEL_FILE is not usable: what it names is not a file',
    'LOG_LEVEL_FILE is not usable: the file is no text in UTF-8',
    'OPENAI_API_KEY_FILE and OPENAI_API_KEY are both set: leave one of them empty',
    'OPENAI_MODEL_FILE is not usable: the file is empty',
    'PUBLIC_URL_FILE is not usable: the file has more than 64 KB',
  ])
})

it.skipIf(process.getuid?.() === 0)('says that a file may not be read (as root every file may)', () => {
  const path = file('private', 'sk-hunter2')
  chmodSync(path, 0)
  expect(told({ OPENAI_API_KEY_FILE: path })).toEqual([
    'OPENAI_API_KEY_FILE is not usable: this user may not read the file',
  ])
})

it('says of a file what its variable is for', () => {
  expect(() => readConfig({ OPENAI_API_KEY_FILE: join(folder, 'none') })).toThrow(
    `OPENAI_API_KEY_FILE is not usable: there is no such file. It is ${variables.get('OPENAI_API_KEY')}.`,
  )
})

import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { Refusal } from './refusal.ts'

const levels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const
const webAddress = z.url({ protocol: /^https?$/ })

/** What each variable accepts is also the sentence that a wrong one gets. */
const Environment = z.object({
  HOST: z
    .string()
    .regex(/^[\w.:-]+$/, 'the name or address to listen on, such as 127.0.0.1')
    .default('127.0.0.1'),
  PORT: z
    .string()
    .refine(
      value => /^\d{1,5}$/.test(value) && Number(value) <= 65_535,
      'a whole number from 0 to 65535 (0: any free one)',
    )
    .default('8787')
    .transform(Number),
  OWNWORDS_DATA: z.string().optional(),
  DATABASE_URL: z
    .string()
    .regex(
      /^(postgres(ql)?:\/\/|pglite:)/,
      'postgres://user:password@host/name, or nothing for the embedded database',
    )
    .optional(),
  OPENAI_API_KEY: z.string().optional(),
  OPENAI_BASE_URL: z
    .string()
    .refine(value => webAddress.safeParse(value).success, 'an address such as http://127.0.0.1:11434/v1')
    .optional(),
  OPENAI_MODEL: z.string().optional(),
  LOG_LEVEL: z.enum(levels, `one of ${levels.join(', ')}`).default('info'),
  PAIRING: z.enum(['loopback', 'off'], 'loopback or off').default('loopback'),
  PUBLIC_URL: z
    .string()
    .refine(value => webAddress.safeParse(value).success, 'an address such as https://ownwords.example.org')
    .optional(),
  YOUTUBE: z.enum(['off', 'channels', 'all'], 'off, channels or all').default('off'),
  ROLE: z.enum(['all', 'api', 'worker'], 'all, api or worker').default('all'),
})

/** What a model is called with; no key where the server behind the base URL asks for none. */
export interface ModelConfig {
  apiKey: string | null
  baseUrl: string
  model: string
}

export interface Config {
  host: string
  port: number
  logLevel: (typeof levels)[number]
  pairing: 'loopback' | 'off'
  publicUrl: string | null
  role: 'all' | 'api' | 'worker'
  /** What this server itself may ask of YouTube; nothing unless its keeper says so. */
  youtube: { channels: boolean; transcripts: boolean }
  /** The per-user folder; of this process alone when the database is embedded. */
  dataFolder: string
  /** As `openDatabase` takes it. */
  databaseUrl: string
  /** null: nothing leaves the computer, and briefs are extractive. */
  model: ModelConfig | null
}

const OPENAI = 'https://api.openai.com/v1'
const OPENAI_DEFAULT_MODEL = 'gpt-5-mini'

/**
 * Reads the environment once; an empty variable counts as not set. Refuses with one sentence that names the variable
 * and what it accepts, and never says its value, which may be a secret.
 */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const parsed = Environment.safeParse(set)
  if (!parsed.success) {
    const { path, message } = parsed.error.issues[0]!
    throw new Refusal(`${path.join('.')} is not usable: it takes ${message}.`)
  }
  const { data } = parsed
  const dataFolder = data.OWNWORDS_DATA ? resolve(data.OWNWORDS_DATA) : userDataFolder(set, process.platform)
  const databaseUrl = data.DATABASE_URL ?? `pglite:${join(dataFolder, 'database')}`
  if (data.ROLE !== 'all' && databaseUrl.startsWith('pglite:'))
    throw new Refusal(
      `ROLE is not usable: ${data.ROLE} needs a DATABASE_URL, because the embedded database belongs to one process; leave ROLE out.`,
    )
  return {
    host: data.HOST,
    port: data.PORT,
    logLevel: data.LOG_LEVEL,
    pairing: data.PAIRING,
    publicUrl: data.PUBLIC_URL?.replace(/\/+$/, '') ?? null,
    role: data.ROLE,
    youtube: { channels: data.YOUTUBE !== 'off', transcripts: data.YOUTUBE === 'all' },
    dataFolder,
    databaseUrl,
    model: readModel(data),
  }
}

function readModel(data: z.infer<typeof Environment>): ModelConfig | null {
  if (!data.OPENAI_API_KEY && !data.OPENAI_BASE_URL) return null
  if (data.OPENAI_BASE_URL && !data.OPENAI_MODEL)
    throw new Refusal(
      'OPENAI_MODEL is not set: with OPENAI_BASE_URL it takes the name of a model that this server has, such as llama3.1.',
    )
  return {
    apiKey: data.OPENAI_API_KEY ?? null,
    baseUrl: data.OPENAI_BASE_URL ?? OPENAI,
    model: data.OPENAI_MODEL ?? OPENAI_DEFAULT_MODEL,
  }
}

function userDataFolder(environment: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  const home = homedir()
  if (environment.XDG_DATA_HOME) return join(environment.XDG_DATA_HOME, 'ownwords')
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'ownwords')
  if (platform === 'win32')
    return join(environment.LOCALAPPDATA ?? join(home, 'AppData', 'Local'), 'ownwords')
  return join(home, '.local', 'share', 'ownwords')
}

import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { type AccountsConfig, accountVariables, readAccounts } from './config/accounts.ts'
import { databaseVariables } from './config/database.ts'
import { withFiles } from './config/files.ts'
import { type LimitsConfig, limitVariables, readLimits } from './config/limits.ts'
import { type ModelsConfig, modelVariables, readModels } from './config/models.ts'
import { readSecretKeys, secretVariables } from './config/secrets.ts'
import { readTelemetry, type TelemetryConfig, telemetryVariables } from './config/telemetry.ts'
import type { Complain } from './config/variables.ts'
import type { SecretKey } from './model-keys/secrets.ts'
import { Refusal } from './refusal.ts'

export type { PeopleConfig } from './config/accounts.ts'
export type { EmbeddingConfig, ModelConfig } from './config/models.ts'

const levels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const

/** What each variable accepts is also the sentence that a wrong one gets, and its description goes on from “It is …”. */
const Environment = z.object({
  HOST: z
    .string()
    .regex(/^[\w.:-]+$/, 'the name or address to listen on, such as 127.0.0.1')
    .default('127.0.0.1')
    .describe('the name or address to listen on'),
  PORT: z
    .string()
    .refine(
      value => /^\d{1,5}$/.test(value) && Number(value) <= 65_535,
      'a whole number from 0 to 65535 (0: any free one)',
    )
    .default('8787')
    .transform(Number)
    .describe('the port to listen on'),
  OWNWORDS_DATA: z.string().optional().describe('the folder of the embedded database and of the log'),
  LOG_LEVEL: z
    .enum(levels, `one of ${levels.join(', ')}`)
    .default('info')
    .describe('how much is written to the log'),
  PAIRING: z
    .enum(['loopback', 'off'], 'loopback or off')
    .default('loopback')
    .describe('whether an extension on this computer pairs by itself'),
  YOUTUBE: z
    .enum(['off', 'channels', 'all'], 'off, channels or all')
    .default('off')
    .describe('what this server itself may ask of YouTube'),
  ROLE: z
    .enum(['all', 'api', 'worker'], 'all, api or worker')
    .default('all')
    .describe('the part of the work that this process does'),
  MIGRATE: z
    .enum(['on', 'off'], 'on or off')
    .default('on')
    .describe('whether the database is brought up to date at start'),
  ...accountVariables,
  ...databaseVariables,
  ...modelVariables,
  ...limitVariables,
  ...secretVariables,
  ...telemetryVariables,
})

/** Each variable by name, with what it is for. */
export const variables: ReadonlyMap<string, string | undefined> = new Map(
  Object.entries(Environment.shape).map(([name, { description }]) => [name, description]),
)

export interface Config extends AccountsConfig, ModelsConfig {
  host: string
  port: number
  logLevel: (typeof levels)[number]
  pairing: 'loopback' | 'off'
  role: 'all' | 'api' | 'worker'
  /** Whether the database is brought up to date at start; otherwise it must be so. Of an embedded one always. */
  migrate: boolean
  /** What this server itself may ask of YouTube; nothing unless its keeper says so. */
  youtube: { channels: boolean; transcripts: boolean }
  /** The per-user folder; of this process alone when the database is embedded. */
  dataFolder: string
  /** As `openDatabase` takes it. */
  databaseUrl: string
  /** Sessions that this process's statements share on a database server. */
  databasePool: number
  limits: LimitsConfig
  /** What seals people's secrets: the first does, all of them open. Empty: none are kept. */
  secretKeys: SecretKey[]
  telemetry: TelemetryConfig
}

/**
 * Reads the environment once; an empty variable counts as not set, and each may be given by a file (`withFiles`).
 * Refuses with a line for each variable that is wrong or missing, all of them at once and each with what it is for,
 * and never says a value, which may be a secret.
 */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const lines: string[] = []
  const complain: Complain = (variable, sentence) =>
    lines.push(`${variable} ${sentence}.${purpose(variable)}`)
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const set = withFiles(given, [...variables.keys()], complain)
  const parsed = Environment.safeParse(set)
  const wrong = new Set<string>()
  for (const { path, message } of parsed.error?.issues ?? []) {
    wrong.add(String(path[0]))
    complain(path.join('.'), `is not usable: it takes ${message}`)
  }
  // What is wrong is read as not set, so that what else is wrong is told too.
  const data =
    parsed.data ??
    Environment.parse(Object.fromEntries(Object.entries(set).filter(([variable]) => !wrong.has(variable))))
  const dataFolder = data.OWNWORDS_DATA ? resolve(data.OWNWORDS_DATA) : userDataFolder(set, process.platform)
  const databaseUrl = data.DATABASE_URL ?? `pglite:${join(dataFolder, 'database')}`
  if (data.ROLE !== 'all' && databaseUrl.startsWith('pglite:'))
    complain(
      'ROLE',
      `is not usable: ${data.ROLE} needs a DATABASE_URL, because the embedded database belongs to one process; leave ROLE out`,
    )
  // Beside a wrong one the others may seem wrong too: those are told once it is mended.
  const aside: Complain = () => {}
  const unlessWrong = (section: object): Complain =>
    Object.keys(section).some(name => wrong.has(name)) ? aside : complain
  const accounts = readAccounts(data, unlessWrong(accountVariables))
  const models = readModels(data, unlessWrong(modelVariables))
  const limits = readLimits(data, complain)
  const secretKeys = readSecretKeys(data, complain)
  if (lines.length > 0) throw new Refusal(lines.join('\n'))
  return {
    host: data.HOST,
    port: data.PORT,
    logLevel: data.LOG_LEVEL,
    pairing: data.PAIRING,
    role: data.ROLE,
    migrate: data.MIGRATE === 'on' || databaseUrl.startsWith('pglite:'),
    youtube: { channels: data.YOUTUBE !== 'off', transcripts: data.YOUTUBE === 'all' },
    dataFolder,
    databaseUrl,
    telemetry: readTelemetry(data),
    ...accounts,
    databasePool: data.DATABASE_POOL,
    ...models,
    limits,
    secretKeys,
  }
}

function purpose(variable: string): string {
  const words = variables.get(variable) ?? variables.get(variable.replace(/_FILE$/, ''))
  return words ? ` It is ${words}.` : ''
}

function userDataFolder(environment: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  const home = homedir()
  if (environment.XDG_DATA_HOME) return join(environment.XDG_DATA_HOME, 'ownwords')
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'ownwords')
  if (platform === 'win32')
    return join(environment.LOCALAPPDATA ?? join(home, 'AppData', 'Local'), 'ownwords')
  return join(home, '.local', 'share', 'ownwords')
}

import type { Sql } from 'postgres'
import { Refusal } from '../refusal.ts'

const INSUFFICIENT_PRIVILEGE = '42501'

/** By PostgreSQL's own words of what it denied: what whoever may do it has to do first. */
const REMEDIES: [denied: RegExp, remedy: (role: string, database: string) => string][] = [
  [/extension/, () => 'run “create extension vector” in this database'],
  [
    // From 16 on it is not enough to make roles: those that another database of the cluster made are another's.
    /grant(?:ed)? role|admin option/i,
    role =>
      `run “grant ownwords_app, ownwords_editor, ownwords_reader to ${role} with admin option” for those of them that are there`,
  ],
  [/create role/, role => `run “alter role ${role} createrole”`],
  [/./, (role, database) => `run “alter database ${database} owner to ${role}”`],
]

/**
 * Refuses with what to do where PostgreSQL denied the role something that a migration takes, and else passes the error
 * on. Whoever administers a database is often not whom Ownwords works as.
 */
export async function refuseWithoutRights(error: Error, sql: Sql): Promise<never> {
  const { code, message } = (error.cause ?? error) as { code?: string; message: string }
  // Where a service keeps a list of extensions that may be made, it says so by a code of its own.
  const denied = code === INSUFFICIENT_PRIVILEGE || /extension "vector" is not/.test(message)
  if (!denied) throw error
  const [who] = await sql<[{ role: string; database: string }]>`
    select quote_ident(current_user) as role, quote_ident(current_database()) as database`
  const [, remedy] = REMEDIES.find(([of]) => of.test(message))!
  throw new Refusal(
    `The database cannot be brought up to date as ${who.role}: ${message}. Have its administrator ${remedy(who.role, who.database)}, then start again.`,
    { cause: error },
  )
}

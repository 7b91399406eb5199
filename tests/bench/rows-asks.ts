import { RunKind } from '../../core/contract/run.ts'
import { SearchRequest } from '../../core/contract/search.ts'
import { deleteAccountRows } from '../../server/accounts/store.ts'
import { choresOf } from '../../server/chores.ts'
import type { Database } from '../../server/db/database.ts'
import { asAccount } from '../../server/db/tenancy.ts'
import { wholeAccount } from '../../server/exports/whole-account.ts'
import { eventsAfter } from '../../server/runs/store.ts'
import { overdueRuns, runsOfDeadWorkers } from '../../server/runs/worker-store.ts'
import { searchPassages } from '../../server/search/search.ts'
import { listSources } from '../../server/sources/store.ts'
import { accountId, EACH, projectId, runId } from './rows-fill.ts'
import { addTexts } from './search-library.ts'

const TEXT = 'The moon pulls the sea, and the water of the bay comes and goes twice a day. '.repeat(90)

/** What is asked of one account, by its number. */
export const asks: Record<string, (database: Database, account: number) => Promise<unknown>> = {
  clip: (database, account) =>
    addTexts(
      database,
      {
        ...{ accountId: accountId(account), projectId: projectId(account) },
        ...{ sources: 0, passages: 0, documents: new Map(), ms: 0 },
      },
      [{ id: null, title: 'Tides', text: `${account} ${Math.random()} ${TEXT}` }].values(),
      1_000,
    ),
  search: async (database, account) => {
    const request = SearchRequest.parse({
      query: 'wc4ca42 wc81e72 weccbc8',
      scope: { in: 'project', projectId: projectId(account) },
    })
    const { hits } = await searchPassages({ database }, accountId(account), request)
    if (hits.length === 0) throw new Error('It found nothing')
  },
  sources: (database, account) =>
    asAccount(database, accountId(account), tx => listSources(tx, projectId(account))),
  events: (database, account) =>
    asAccount(database, accountId(account), tx => eventsAfter(tx, runId(account, account % EACH.runs), 4)),
  wholeAccount: async (database, account) => {
    for await (const _ of wholeAccount(database, accountId(account)));
  },
  deleted: (database, account) => database.sql.begin(tx => deleteAccountRows(tx, accountId(account))),
}
/** What the workers do for all accounts. */
export const chores: Record<string, (database: Database) => Promise<unknown>> = {
  deadRuns: ({ sql }) => sql.begin(tx => runsOfDeadWorkers(tx, RunKind.options)),
  overdueRuns: ({ sql }) => sql.begin(tx => overdueRuns(tx, RunKind.options, 10_000)),
  ...Object.fromEntries(
    choresOf({ kind: 'server' })
      .filter(({ name }) => !/vector/i.test(name))
      .map(({ name, work }) => [name, ({ sql }: Database) => work(sql, 500)]),
  ),
}

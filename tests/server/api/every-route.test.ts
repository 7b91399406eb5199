import { createHash, randomBytes } from 'node:crypto'
import { expect, it } from 'vitest'
import { newId } from '../../../core/contract/id.ts'
import { PROJECT_HEADER } from '../../../core/contract/member.ts'
import { createToken } from '../../../server/accounts/tokens.ts'
import type { Database } from '../../../server/db/database.ts'
import { GUEST_ROUTES } from '../../../server/members/guest-routes.ts'
import { openModelKeys } from '../../../server/model-keys/model-keys.ts'
import { Secrets } from '../../../server/model-keys/secrets.ts'
import { type Ask, mintCaller, openApi } from '../support/api.ts'
import { modelsAt } from '../support/models.ts'
import { bodiesOf, pathOf } from '../support/route-requests.ts'
import { signIn } from '../support/team.ts'
import { SECRET, wholeAccount } from '../support/whole-account.ts'

// Every route of openapi.json as it is generated, asked about one account's things by six kinds of callers. A new route
// is walked by itself: it only has to be said in route-requests.ts what it is asked with.

/** Of the account that is asked about: nobody else is ever shown them. */
const PLANTED = [SECRET, 'The moon pulls', 'Mind the wind', 'I like the sea', 'It rises by 900', 'So far']

/** What the same request makes of the asker's own, under an id that happens to be another's too. They go last. */
const OWN_UNDER_ANY_ID = [
  'PUT /projects/{id}',
  'PUT /channels/{id}',
  'PUT /tiers/{domain}',
  'DELETE /tiers/{domain}',
  'PUT /voices/{id}/file',
  'PUT /voices/{id}',
]

/** Where the right caller is refused too, and why: these ids are real all the same, as other routes show. */
const NOT_EVEN_THE_OWNER: Record<string, string> = {
  'POST /invitations/{id}/accept': 'only whoever is invited accepts',
  'POST /projects/import': 'what is sent is no folder',
  'POST /youtube/channels': 'this server does not ask YouTube',
  'POST /youtube/transcripts': 'this server does not ask YouTube',
  'POST /reports/errors': 'this server passes no reports on',
  'POST /reports/use': 'this server passes no reports on',
  'POST /pair/codes': 'nobody signs in at this server',
  'POST /pair/codes/token': 'nobody signs in at this server',
  'DELETE /account': 'it is not confirmed here: accounts/delete.test.ts does it',
  'POST /pair': 'only the extension pairs',
  'POST /branches/{id}/rewrites': 'there is no such sentence',
}

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g

it('shows nobody anything of an account by any route, and lets nobody change it', {
  timeout: 120_000,
}, async () => {
  const owner = await wholeAccount()
  const { database, accountId, projectId } = owner
  const modelKeys = openModelKeys({
    database,
    secrets: new Secrets([{ id: 'test', key: randomBytes(32) }]),
    open: ({ baseUrl, model }) => modelsAt(baseUrl, { model, own: true }),
  })
  const api = await openApi({ tellInvited() {}, modelKeys })
  const [reader, member] = [await signIn(api, 'Rita'), await signIn(api, 'Mia')]
  const invitation = newId()
  await database.sql`insert into member (account_id, project_id, member_id, role) values
    (${accountId}, ${projectId}, ${reader.accountId}, 'reader'),
    (${accountId}, ${projectId}, ${member.accountId}, 'editor')`
  await database.sql`insert into invitation (account_id, id, project_id, email, role)
    values (${accountId}, ${invitation}, ${projectId}, 'somebody@example.org', 'reader')`
  const ids = { ...owner.ids, member: member.accountId, invitation }
  const bodies = await bodiesOf(ids)

  const document = (await (await api.ask('/openapi.json')).json()) as {
    paths: Record<string, Record<string, { security?: unknown; requestBody?: unknown }>>
  }
  const routes = Object.entries(document.paths)
    .flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { security, requestBody }]) => {
        const name = `${method.toUpperCase()} ${path}`
        if (requestBody && !bodies[name]) throw new Error(`${name}: say in route-requests.ts what is sent.`)
        const asked = { method: method.toUpperCase(), ...bodies[name] }
        const named =
          path.includes('{') || JSON.stringify(asked.json ?? pathOf(path, ids)).includes(projectId)
        return { name, path: pathOf(path, ids), asked, open: security === undefined, named }
      }),
    )
    .sort((a, b) => place(a.name) - place(b.name))

  const minted = async (change: 'revoked_at' | 'expires_at') => {
    const token = await createToken(database.sql, accountId, change)
    await database.sql`update token set ${database.sql({ [change]: new Date(Date.now() - 60_000) })} where label = ${change} and account_id = ${accountId}`
    return token
  }
  const revoked = await minted('revoked_at')
  const expired = await minted('expires_at')
  const before = await rowsOf(database, accountId)
  const theirs = new Set(before.text.match(UUID))
  const leaks: string[] = []
  let address = 0

  /** The answer's status; whatever it tells of the account that the request did not name is a leak. */
  async function ask(
    route: (typeof routes)[number],
    who: string,
    how: Ask,
    words: string[],
  ): Promise<number> {
    address = (address + 1) % 60_000
    const headers = { ...route.asked.headers, ...how.headers }
    const peer = `203.0.${address >> 8}.${address & 255}`
    const answer = await api.ask(route.path, { ...route.asked, ...how, headers, peer })
    const body = await textOf(answer)
    const sent = `${route.path} ${JSON.stringify(route.asked)} ${JSON.stringify(headers)}`
    for (const word of words) if (body.includes(word)) leaks.push(`${who}: ${route.name} shows “${word}”`)
    if (who !== 'reader')
      for (const id of body.match(UUID) ?? [])
        if (theirs.has(id) && !sent.includes(id)) leaks.push(`${who}: ${route.name} shows the id ${id}`)
    if (answer.status >= 500) leaks.push(`${who}: ${route.name} answers ${answer.status}`)
    return answer.status
  }

  const other = await mintCaller()
  const header = { [PROJECT_HEADER]: projectId }
  for (const route of routes) {
    const fails = (who: string, status: number, allowed: number[]) => {
      if (!allowed.includes(status)) leaks.push(`${who}: ${route.name} answers ${status}`)
    }
    for (const [who, token] of [
      ['nobody', undefined],
      ['expired', expired],
      ['revoked', revoked],
    ] as const) {
      const status = await ask(route, who, token ? { token } : {}, PLANTED)
      if (!route.open) fails(who, status, [401])
    }

    // Where it takes the token away that it is made with, each has one of its own.
    const token = takesTokenAway(route.name)
      ? await createToken(database.sql, other.accountId, 'test')
      : other.token
    const status = await ask(route, 'another', { token }, PLANTED)
    if (route.named && !OWN_UNDER_ANY_ID.includes(route.name)) fails('another', status, [403, 404])
    const within = await ask(
      route,
      'another, in the project',
      { token: other.token, headers: header },
      PLANTED,
    )
    // Behind those that make something the asker has a project of this id, which the header then names.
    if (!route.open && place(route.name) < 0) fails('another, in the project', within, [404])

    const read = await ask(route, 'reader', { token: reader.token, headers: header }, [SECRET])
    const right = GUEST_ROUTES.get(route.name)
    if (!route.open) {
      if (right !== 'reader' && read !== 403) fails('reader', read, [403])
      if (right === 'reader' && route.name !== 'DELETE /projects/{id}/members/{accountId}')
        fails('reader', read, [200, 204, 404, 409])
    }
  }
  const after = await rowsOf(database, accountId)
  for (const [table, hash] of before.hashes)
    if (after.hashes.get(table) !== hash) leaks.push(`rows of ${table} are others than before`)

  // The same by the right one: the requests are good, and the ids are of what is there.
  const refused: string[] = []
  for (const route of routes.sort((a, b) => ending(a.name) - ending(b.name))) {
    const token = takesTokenAway(route.name)
      ? await createToken(database.sql, accountId, 'test')
      : owner.token
    const answer = await api.ask(route.path, { ...route.asked, token })
    const body = await textOf(answer)
    const good = answer.ok || answer.status === 409
    if (!good && !NOT_EVEN_THE_OWNER[route.name]) refused.push(`${route.name}: ${answer.status} ${body}`)
  }
  console.log(`leaks: ${leaks.length} over ${routes.length} routes × 6`)
  expect(leaks).toEqual([])
  expect(refused).toEqual([])
  expect([...GUEST_ROUTES.keys()].filter(name => !routes.some(route => route.name === name))).toEqual([])
})

/** What makes something of the asker's own goes behind what asks for another's, and last what takes the token away. */
const place = (name: string): number =>
  takesTokenAway(name) ? OWN_UNDER_ANY_ID.length : OWN_UNDER_ANY_ID.indexOf(name)

const takesTokenAway = (name: string): boolean => /\/pair$|sign-out|^DELETE \/(devices|account)/.test(name)

/** What takes away goes behind what asks for it, the smaller first, and last what takes the token away. */
function ending(name: string): number {
  if (takesTokenAway(name)) return 4
  if (/^DELETE \/(projects|channels)\/\{id\}$/.test(name)) return 3
  if (name.startsWith('DELETE /voices')) return 2
  return name.startsWith('DELETE') ? 1 : 0
}

/** A stream is read as far as it has something to tell, and left. */
async function textOf(answer: Response): Promise<string> {
  if (!answer.headers.get('content-type')?.startsWith('text/event-stream')) return answer.text()
  const reader = answer.body!.getReader()
  const parts: string[] = []
  for (let n = 0; n < 4; n++) {
    const late = new Promise<null>(resolve => setTimeout(resolve, 250, null))
    const part = await Promise.race([reader.read(), late])
    if (!part || part.done) break
    parts.push(new TextDecoder().decode(part.value))
  }
  await reader.cancel()
  return parts.join('')
}

/** All that the database holds of an account: a hash a table, and the text of it all. */
async function rowsOf(database: Database, accountId: string) {
  const tables = await database.sql<{ table: string }[]>`
    select table_name as table from information_schema.columns join information_schema.tables using (table_schema, table_name)
    where table_schema = 'public' and column_name = 'account_id' and table_type = 'BASE TABLE' order by 1`
  const hashes = new Map<string, string>()
  const texts: string[] = []
  for (const [table, key] of [
    ...tables.map(({ table }) => [table, 'account_id']),
    ['account', 'id'],
  ] as const) {
    const rows = await database.sql<{ row: string }[]>`
      select of::text as row from ${database.sql(table!)} as of where ${database.sql(`of.${key}`)} = ${accountId} order by 1`
    const text = rows.map(({ row }) => row).join('\n')
    if (!text) throw new Error(`The account has no row in ${table}: put one there in whole-account.ts.`)
    hashes.set(table!, createHash('sha256').update(text).digest('hex'))
    texts.push(text)
  }
  return { hashes, text: texts.join('\n') }
}

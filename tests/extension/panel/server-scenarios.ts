import type { CodePairing } from '../../../extension/panel/servers/servers-world.ts'
import { invitation, noPeople, someMembers } from './fake-people.ts'
import { agreedReports, reportHosts } from './fake-reports.ts'
import { knownServer, oneServer } from './fake-servers.ts'
import { someUsage } from './fake-usage.ts'
import { type Setting, settings } from './fake-world.ts'
import { capabilities, extractive, present, project, server, three, withModel } from './samples.ts'

const base = settings().work
const hosted = 'https://words.example.org'
const many = { people: true, reports: reportHosts }
const signedIn = { state: 'online', server: hosted, capabilities: { ...capabilities, ...many } } as const
const studio = knownServer({
  ...{ id: 's2', server: hosted, pairing: 'code', label: null, account: 'Mia Torres', current: true },
})
const home = knownServer({ current: false, waiting: 3 })
const several = { ...oneServer, list: [home, studio] }
const code = (own: Partial<Extract<CodePairing, { state: 'shown' }>> = {}): CodePairing => ({
  ...{ state: 'shown', server: hosted, userCode: 'WDJBMJHT', approveAt: `${hosted}/pair?code=WDJBMJHT` },
  ...{ expiresAt: Date.now() + 598_000, unreached: false },
  ...own,
})
const sharedWork = (role: 'editor' | 'reader'): Setting['work'] => ({
  ...base,
  projects: [
    { ...project(1, 'Why your street floods', 3), shared: { owner: 'Noa Cohen', role } },
    base.projects[1]!,
  ],
  sources: three,
  brief: extractive,
})

const reporting: Partial<Setting> = {
  reports: agreedReports,
  connection: { ...signedIn, capabilities: { ...withModel, ...many } },
  servers: several,
  work: { ...base, sources: three },
  usage: {
    ...someUsage,
    keeper: { monthTokens: 1_000_000, monthDollars: 2, tokens: 203_710, cost: 0.088 },
  },
}

/** Several servers, the ways into them, the account, and projects of others. */
export const serverScenarios: Record<string, () => Setting> = {
  servers: () => settings({ connection: signedIn, servers: several, work: { ...base, sources: three } }),
  reports: () => settings(reporting),
  'server-code': () => settings({ servers: { ...several, code: code() } }),
  'server-refused': () => settings({ servers: { ...several, code: { state: 'refused', server: hosted } } }),
  'server-expired': () => settings({ servers: { ...several, code: { state: 'expired', server: hosted } } }),
  'server-shut': () =>
    settings({
      connection: { state: 'needs_token', server: hosted, refused: 'This token was revoked.' },
      servers: several,
    }),
  'server-away': () =>
    settings({
      connection: { state: 'offline', server: hosted, since: present - 60_000 },
      servers: several,
      work: { ...base, sources: three },
    }),
  'server-newer': () =>
    settings({
      connection: { state: 'offline', server: hosted, since: present - 60_000 },
      servers: several,
      serverNote: { is: 'extension_old', speaks: 1, oldest: 2, version: '3.1.0' },
    }),
  'server-clock': () =>
    settings({
      serverNote: { is: 'clock', aheadMs: 3_900_000 },
      heldBack: true,
      work: { ...base, sources: three },
    }),
  invited: () =>
    settings({
      connection: signedIn,
      servers: several,
      people: { ...noPeople, invited: [invitation()] },
      work: { ...base, sources: three },
    }),
  sharing: () =>
    settings({
      connection: signedIn,
      people: { ...noPeople, members: someMembers },
      work: { ...base, sources: three },
    }),
  'shared-reader': () => settings({ connection: signedIn, servers: several, work: sharedWork('reader') }),
  'shared-editor': () => settings({ connection: signedIn, servers: several, work: sharedWork('editor') }),
  'full-server': () =>
    settings({
      connection: { state: 'online', server, capabilities },
      work: {
        ...base,
        sources: three,
        waiting: [
          {
            source: three[0]!,
            state: 'waiting',
            why: 'There is no room for more than 500 sources. Delete some, or ask who keeps the server.',
          },
        ],
      },
    }),
}

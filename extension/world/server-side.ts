import { err, ok } from '../../core/contract/result.ts'
import { createApi } from '../api/client.ts'
import { type ApiFailure, type Credentials, failure } from '../api/request.ts'
import type { SharedProjects } from '../api/shared-project.ts'
import type { Clips } from '../outbox/clips.ts'
import type { Library } from '../outbox/library.ts'
import type { Operations } from '../outbox/operations.ts'
import { followConnection } from './connection.ts'
import { followServers } from './known-servers.ts'
import { followNotes } from './late-notes.ts'
import { latePeople } from './late-people.ts'
import { lateServers } from './late-servers.ts'
import { accountFollower } from './other-account.ts'
import type { WorldDeps } from './world-deps.ts'

export interface ServerSideDeps {
  deps: WorldDeps
  library: Library
  clips: Clips
  operations: Operations
  /** The projects that are shared with the creator, as they are known now. */
  projects: () => SharedProjects
  /** The list of projects is another one now. */
  projectsChanged: () => Promise<void>
  /** What is kept is of another account now. */
  moved: () => Promise<void>
}

/** The server that is worked with: what is asked of it, whether it is there, and the way to others. */
export function serverSide({ deps, library, clips, operations, moved, ...work }: ServerSideDeps) {
  const { outbox, local, fetch } = deps
  const { pairing } = outbox
  const api = createApi({
    pairing,
    fetch,
    projects: work.projects,
    failed(why) {
      link.failed(why)
      // What it says is not understood: it may be of another version.
      if (why.code === 'unexpected_answer') void notes.look()
    },
  })
  /** An api with these credentials, kept nowhere: to try an address and a token before they are. */
  const tryApi = (credentials: Credentials) =>
    createApi({
      pairing: { pair: async () => ok(credentials), renew: async () => err(TOKEN_REFUSED) },
      fetch,
      failed: () => {},
    })
  const link = followConnection({
    ...deps,
    pairing,
    api,
    accountIs: accountFollower({ local, library, clips, operations, moved }),
  })
  const knownServers = followServers(deps)
  const servers = lateServers({ ...deps, tryApi, connect: link.connect, count: knownServers.count })
  const people = latePeople({
    ...{ asking: api.asking, outbox, connect: link.connect, changed: work.projectsChanged },
    accountId() {
      const now = link.connection.peek()
      return now.state === 'online' ? now.capabilities.accountId : null
    },
  })
  const notes = followNotes({ ...deps, connection: link.connection })
  return { api, link, connection: link.connection, knownServers, servers, people, notes }
}

const TOKEN_REFUSED: ApiFailure = failure(
  'unauthorized',
  'The server does not know this token. Make a new one there with `npm run token`.',
  401,
)

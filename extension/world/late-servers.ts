import type { ServersWorld } from '../panel/servers/servers-world.ts'
import type { ServersDeps } from './servers.ts'

/** The creator's servers, loaded when they are first wanted, and once. */
export function lateServers(deps: ServersDeps) {
  let opened: Promise<ServersWorld & { stop: () => void }> | null = null
  return {
    open: (): Promise<ServersWorld> => {
      opened ??= import('./servers.ts').then(({ serversWorld }) => serversWorld(deps))
      return opened
    },
    stop: () => void opened?.then(world => world.stop()).catch(() => {}),
  }
}

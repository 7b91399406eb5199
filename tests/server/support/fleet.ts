import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from '../../support/free-port.ts'
import { launch, type ServerProcess } from './process.ts'

/** Several processes of one database. */
export interface Fleet {
  /** Of those that are no workers alone. */
  apis: string[]
  size: number
  /** Whether it has come up since it was started last. */
  isUp(at: number): boolean
  /** With -9; it is started again at once. */
  kill(at: number): Promise<void>
  /** What ended though nobody killed it, each with its last words. It is started again too, as a supervisor does. */
  deaths: string[]
  stop(): Promise<void>
}

/** As supervisors wait before they start again what ended by itself. */
const AGAIN_MS = 500

export async function startFleet(
  roles: readonly ('api' | 'worker')[],
  environment: Record<string, string>,
  /** For what the processes keep on disk. */
  folder: string,
): Promise<Fleet> {
  const ports = await Promise.all(roles.map(freePort))
  const processes: ServerProcess[] = []
  const killed = new WeakSet<ServerProcess>()
  const deaths: string[] = []
  let stopping = false

  function start(at: number): void {
    const role = roles[at]!
    const one = launch('main', {
      ...{ OWNWORDS_DATA: `${folder}/${at}`, ROLE: role, PORT: String(ports[at]), PAIRING: 'off' },
      ...environment,
    })
    processes[at] = one
    void one.ended.then(async how => {
      if (stopping || killed.has(one)) return
      deaths.push(`${role} ended with ${how}: ${(one.stderr() || one.stdout()).slice(-1_500)}`)
      await sleep(AGAIN_MS)
      if (!stopping && processes[at] === one) start(at)
    })
  }
  const end = (one: ServerProcess) => {
    killed.add(one)
    one.child.kill('SIGKILL')
    return one.ended
  }

  for (const at of roles.keys()) start(at)
  return {
    apis: processes.filter((_, at) => roles[at] === 'api').map(({ address }) => address),
    size: roles.length,
    isUp: at => processes[at]!.stdout().includes('"msg":"ready"'),
    async kill(at) {
      const one = processes[at]!
      await end(one)
      if (!stopping && processes[at] === one) start(at)
    },
    deaths,
    async stop() {
      stopping = true
      await Promise.all(processes.map(end))
    },
  }
}

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Problem } from '../../../core/contract/problem.ts'
import { freePort } from '../../support/free-port.ts'
import { loopbackModel } from '../../support/loopback-model.ts'
import { ownCluster } from './own-cluster.ts'
import { launch, pairedHeaders, untilReady } from './process.ts'

export type ServerOnCluster = Awaited<ReturnType<typeof openServerOnCluster>>

/**
 * The real server with a model, over a PostgreSQL of its own, for tests that take the database away.
 * @param patienceMs no answer may take longer, whatever the database does
 */
export async function openServerOnCluster(patienceMs: number) {
  const folder = await mkdtemp(join(tmpdir(), 'ownwords-on-cluster-'))
  const cluster = await ownCluster()
  const model = await loopbackModel()
  const server = launch('main', {
    ...{ DATABASE_URL: cluster.url, OWNWORDS_DATA: folder, PORT: String(await freePort()) },
    ...{ OPENAI_BASE_URL: model.baseUrl, OPENAI_MODEL: 'gpt-4o', OPENAI_API_KEY: 'sk-loopback' },
  })
  async function close(): Promise<void> {
    server.child.kill('SIGKILL')
    await server.ended
    model.close()
    await cluster.remove()
    await rm(folder, { recursive: true, force: true })
  }
  try {
    await untilReady(server)
    const headers: Record<string, string> = await pairedHeaders(server)
    const send = (method: string, path: string, json?: unknown) =>
      fetch(server.address + path, {
        ...{ method, headers, body: JSON.stringify(json), signal: AbortSignal.timeout(patienceMs) },
      })
    return {
      ...{ cluster, folder, model, server, headers, send, close },
      async problemOf(asked: Promise<Response>) {
        const answer = await asked
        return { problem: Problem.parse(await answer.json()), retryAfter: answer.headers.get('retry-after') }
      },
      async status(path: string): Promise<number> {
        const answer = await send('GET', path)
        await answer.body?.cancel()
        return answer.status
      },
    }
  } catch (error) {
    await close()
    throw error
  }
}

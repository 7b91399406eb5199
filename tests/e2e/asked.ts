import { z } from 'zod'
import { EXTENSION_ORIGIN } from '../../core/contract/extension.ts'
import { Project } from '../../core/contract/project.ts'
import { Pairing } from '../../core/contract/server.ts'

/** Asks a server as the extension would, with JSON. @throws Error with what it answered instead */
export type Ask = (method: 'GET' | 'PUT' | 'POST', path: string, json?: unknown) => Promise<unknown>

/** Pairs once: every extension on a computer has the same account. */
export async function askerOf(server: string): Promise<Ask> {
  const paired = await fetch(`${server}/pair`, {
    method: 'POST',
    headers: { origin: EXTENSION_ORIGIN, 'content-type': 'application/json' },
    body: '{}',
  })
  const { token } = Pairing.parse(await paired.json())
  return async (method, path, json) => {
    const answer = await fetch(`${server}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(json === undefined ? {} : { body: JSON.stringify(json) }),
    })
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`)
    return answer.status === 204 ? null : answer.json()
  }
}

export const projectsOf = async (ask: Ask): Promise<Project[]> =>
  z.object({ projects: z.array(Project) }).parse(await ask('GET', '/projects')).projects

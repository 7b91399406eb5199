import { expect, test } from 'vitest'
import { createApi } from '../../extension/api/client.ts'
import { folderApi } from '../../extension/api/folder.ts'

const ID = '01a204da-7297-75b8-b07f-7c18b4bd88f3'
const at = '2026-11-20T08:00:00.000Z'
const project = { id: ID, title: 'Tides', createdAt: at, updatedAt: at, sources: 2 }

interface Seen {
  route: string
  type: string | null
  body: string | null
}

function asked(answer: () => Response) {
  const seen: Seen[] = []
  const api = createApi({
    pairing: {
      pair: async () => ({ ok: true, value: { server: 'http://s', token: 't' } }),
      renew: async () => Promise.reject(new Error('Not renewed here')),
    } as never,
    fetch: async (url, init) => {
      const { body } = init ?? {}
      seen.push({
        route: `${init?.method} ${String(url).slice('http://s'.length)}`,
        type: new Headers(init?.headers).get('content-type'),
        body: body instanceof Blob ? await body.text() : null,
      })
      return answer()
    },
    failed: () => {},
  })
  return { api: folderApi(api.asking), seen }
}

test('the folder comes as bytes', async () => {
  const zip = () => new Response('PK!', { headers: { 'content-type': 'application/zip' } })
  const { api, seen } = asked(zip)
  const answer = await api.saved(ID)
  expect(answer.ok && Buffer.from(answer.value).toString()).toBe('PK!')
  expect(seen).toEqual([{ route: `GET /projects/${ID}/folder`, type: null, body: null }])
})

test('is no folder where something else answers', async () => {
  const { api } = asked(() => Response.json({ projects: [] }))
  expect(await api.saved(ID)).toMatchObject({ ok: false, error: { code: 'unexpected_answer' } })
})

test.each([
  [false, 'POST /projects/import'],
  [true, 'POST /projects/import?as=new'],
])('goes as a ZIP, whatever the disk calls it; as new: %s', async (asNew, route) => {
  const { api, seen } = asked(() => Response.json(project, { status: 201 }))
  expect(await api.bring(new Blob(['PK!'], { type: 'text/plain' }), asNew)).toEqual({
    ok: true,
    value: project,
  })
  expect(seen).toEqual([{ route, type: 'application/zip', body: 'PK!' }])
})

test('says in the server’s words why it was refused', async () => {
  const { api } = asked(() =>
    Response.json({ code: 'conflict', detail: 'It is here already.' }, { status: 409 }),
  )
  expect(await api.bring(new Blob(['PK!']), false)).toMatchObject({
    ok: false,
    error: { code: 'conflict', message: 'It is here already.' },
  })
})

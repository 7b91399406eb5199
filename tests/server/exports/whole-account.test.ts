import { unzipSync } from 'fflate'
import { expect, it } from 'vitest'
import { wholeProject } from './project.ts'

it('gives an account everything that it has, each project as it can be brought in again', async () => {
  const { api, token, save, bring, projectId } = await wholeProject()
  const channel = `UC${projectId.replaceAll('-', '').slice(0, 22)}`
  const listing = {
    id: channel,
    title: 'Salt & Tide',
    handle: null,
    url: `https://www.youtube.com/channel/${channel}`,
    listedAt: '2026-11-20T10:00:00.000Z',
    complete: true,
    videos: [],
  }
  const put = await api.ask(`/channels/${channel}`, { method: 'PUT', token, json: listing })
  expect(put.status).toBe(200)
  const other = await wholeProject()

  const answer = await api.ask('/account/export', { token })
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toBe('application/zip')
  const files = unzipSync(new Uint8Array(await answer.arrayBuffer()))
  const text = (name: string) => Buffer.from(files[name]!).toString()
  expect(Object.keys(files).filter(name => name.startsWith('projects/'))).toEqual([
    `projects/${projectId}.zip`,
  ])
  const folder = Buffer.from(files[`projects/${projectId}.zip`]!)
  expect(Buffer.compare(folder, await save(projectId))).toBe(0)
  expect(JSON.parse(text('channels.json'))).toMatchObject([{ id: channel, title: 'Salt & Tide' }])
  expect(JSON.parse(text('account.json'))).toHaveLength(1)
  expect(Object.keys(files).map(text).join()).not.toContain(other.projectId)

  await api.ask(`/projects/${projectId}`, { method: 'DELETE', token })
  expect((await bring(folder)).status).toBe(201)
})

it('leaves out a project that is deleted while it is read, and is whole without it', async () => {
  const { api, token, projectId } = await wholeProject()
  const reader = (await api.ask('/account/export', { token })).body!.getReader()
  const pieces: Uint8Array[] = []
  // The last list comes before the first project.
  for (;;) {
    const { value } = await reader.read()
    pieces.push(value!)
    if (Buffer.concat(pieces).includes('.json')) break
  }
  expect((await api.ask(`/projects/${projectId}`, { method: 'DELETE', token })).status).toBe(204)
  for (let part = await reader.read(); !part.done; part = await reader.read()) pieces.push(part.value)
  const files = unzipSync(new Uint8Array(Buffer.concat(pieces)))
  expect(Object.keys(files)).toContain('README.txt')
  expect(Object.keys(files).filter(name => name.startsWith('projects/'))).toEqual([])
})

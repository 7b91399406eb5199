import { expect, it, vi } from 'vitest'
import { newId } from '../../../core/contract/id.ts'
import { mintCaller, openApi, putProject } from '../support/api.ts'
import { testDatabase } from '../support/database.ts'
import { newAddress, openPeopleApi } from '../support/people.ts'

it('tells by e-mail who invites to what, once, and lets nobody break out of its lines', async () => {
  const { people, mail } = await openPeopleApi()
  const api = await openApi({ people, tellInvited: people.tellInvited })
  const { token, accountId } = await mintCaller()
  await (await testDatabase()).sql`update account set name = 'Olga <b>' where id = ${accountId}`
  const { id: projectId } = await putProject(api, token, 'Tides')
  const email = newAddress()
  const json = { id: newId(), email, role: 'editor' }
  const invite = () => api.ask(`/projects/${projectId}/invitations`, { method: 'POST', token, json })
  expect((await invite()).status).toBe(201)
  await vi.waitFor(() => expect(mail.letters).toHaveLength(1), 5_000)
  expect((await invite()).status).toBe(200)
  const [{ to, raw } = { to: '', raw: '' }] = mail.letters
  expect(to).toBe(email)
  expect(raw).toContain('invites you to write in their project')
  expect(raw).toContain('Olga &lt;b&gt;')
  expect(mail.letters).toHaveLength(1)
})

it('keeps an invitation that no mail server takes', async () => {
  const { people, mail } = await openPeopleApi()
  const api = await openApi({ people, tellInvited: people.tellInvited })
  mail.refuse()
  const { token } = await mintCaller()
  const { id } = await putProject(api, token)
  const json = { id: newId(), email: newAddress(), role: 'reader' }
  const made = await api.ask(`/projects/${id}/invitations`, { method: 'POST', token, json })
  expect(made.status).toBe(201)
  const seen = (await (await api.ask(`/projects/${id}/members`, { token })).json()) as object
  expect(seen).toMatchObject({ invitations: [{ id: json.id }] })
})

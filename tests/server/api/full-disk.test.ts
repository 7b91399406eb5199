import { expect, it, onTestFinished } from 'vitest'
import { newId } from '../../../core/contract/id.ts'
import { mintCreator, problemOf } from '../support/api.ts'
import { article } from '../support/captures.ts'
import { testDatabase } from '../support/database.ts'

it('a full disk is told as what it is, nothing is acknowledged, and work goes on when there is room', async () => {
  const { api, token, projectId } = await mintCreator()
  const { sql } = await testDatabase()
  const marked = newId()
  const source = await article(projectId, { title: marked })
  // As PostgreSQL refuses a row that finds no room, for this one page.
  await sql.unsafe(`
    create function no_room() returns trigger language plpgsql as $$ begin
      raise exception 'could not extend file "base/1/2": No space left on device' using errcode = '53100';
    end $$;
    create trigger no_room before insert on source for each row when (new.title = '${marked}') execute function no_room()`)
  const makeRoom = () =>
    sql.unsafe('drop trigger if exists no_room on source; drop function if exists no_room()')
  onTestFinished(async () => {
    await makeRoom()
    api.stop()
  })

  const put = () => api.ask(`/sources/${source.id}`, { method: 'PUT', token, json: source })
  const answer = await put()
  expect(answer.headers.get('retry-after')).toBe('60')
  const problem = await problemOf(answer)
  expect(problem).toMatchObject({ status: 503, code: 'database_unavailable' })
  expect(problem.detail).toContain('The disk of the server is full, so nothing was changed.')
  expect(JSON.stringify(problem)).not.toContain('base/1/2')
  expect((await api.ask(`/sources/${source.id}`, { token })).status).toBe(404)
  expect(await sql`select id from run where source_id = ${source.id}`).toHaveLength(0)

  await makeRoom()
  expect((await put()).status).toBe(201)
  expect((await api.ask(`/sources/${source.id}`, { token })).status).toBe(200)
})

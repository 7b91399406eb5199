import type { ISql } from 'postgres'

/** A table of ours, with the columns that are stored: generated ones make themselves anew. */
export interface Table {
  /** As SQL takes it, quoted where it must be. */
  name: string
  columns: { name: string; type: string }[]
}

/** Counters, where a table has one. */
export interface Counter {
  name: string
  value: string
  called: boolean
}

/**
 * Every table of ours: what extensions made, the queue's own schema and the list of migrations are not among them,
 * because they are made anew. A partitioned table stands for its partitions.
 */
export async function readTables(sql: ISql): Promise<Table[]> {
  const rows = await sql<{ table: string; column: string; type: string }[]>`
    select quote_ident(c.relname) as "table", quote_ident(a.attname) as "column",
      format_type(a.atttypid, a.atttypmod) as type
    from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      and c.relname <> 'migration' and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
      and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
    order by c.relname, a.attnum`
  const tables = new Map<string, Table>()
  for (const { table, column, type } of rows) {
    const known = tables.get(table) ?? { name: table, columns: [] }
    known.columns.push({ name: column, type })
    tables.set(table, known)
  }
  return [...tables.values()]
}

export async function readCounters(sql: ISql): Promise<Counter[]> {
  const names = await sql<{ name: string }[]>`
    select quote_ident(relname) as name from pg_class c
    where relkind = 'S' and relnamespace = current_schema()::regnamespace
      and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
    order by relname`
  const counters: Counter[] = []
  for (const { name } of names) {
    const [row] = await sql.unsafe(`select last_value::text as value, is_called as called from ${name}`)
    counters.push({ name, value: row!.value, called: row!.called })
  }
  return counters
}

export interface ForeignKey {
  table: string
  name: string
  definition: string
}

export const readForeignKeys = (sql: ISql): Promise<ForeignKey[]> => sql<ForeignKey[]>`
  select conrelid::regclass::text as "table", quote_ident(conname) as name, pg_get_constraintdef(oid) as definition
  from pg_constraint
  where contype = 'f' and connamespace = current_schema()::regnamespace and conparentid = 0
  order by conrelid::regclass::text, conname`

export interface AppliedMigration {
  name: string
  sha256: string
}

/** In order; none where no migration ever ran. */
export async function readApplied(sql: ISql): Promise<AppliedMigration[]> {
  const [row] = await sql<{ made: boolean }[]>`select to_regclass('migration') is not null as made`
  if (!row!.made) return []
  return sql<AppliedMigration[]>`select name, sha256 from migration order by name`
}

/** The first of the tables that has a row; null where all are empty. */
export async function firstWithRows(sql: ISql, tables: Table[]): Promise<string | null> {
  for (const { name } of tables) {
    const [row] = await sql.unsafe(`select exists (select from ${name}) as filled`)
    if (row!.filled) return name
  }
  return null
}

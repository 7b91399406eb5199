import {
  type KyselyPlugin,
  OperationNodeTransformer,
  type PrimitiveValueListNode,
  type QueryId,
  type ValueNode,
} from 'kysely'

/**
 * better-auth judges what has expired by the clock of the process, and two machines may differ by more than a code
 * lasts. So every time that it writes or asks for becomes the database's on the way there, and the process's own again
 * on the way back: what it compares is then as far away as by the database's clock.
 * @param behind milliseconds that the process's clock is behind the database's
 */
export function databaseTimes(behind: () => number): KyselyPlugin {
  const there = new ShiftedTimes(behind)
  return {
    transformQuery: ({ node, queryId }) => there.transformNode(node, queryId),
    async transformResult({ result }) {
      const ms = -behind()
      return ms === 0 ? result : { ...result, rows: result.rows.map(row => shiftedRow(row, ms)) }
    },
  }
}

class ShiftedTimes extends OperationNodeTransformer {
  readonly #ms: () => number
  constructor(ms: () => number) {
    super()
    this.#ms = ms
  }
  protected override transformValue(node: ValueNode, id?: QueryId): ValueNode {
    const made = super.transformValue(node, id)
    return { ...made, value: shifted(made.value, this.#ms()) }
  }
  protected override transformPrimitiveValueList(
    node: PrimitiveValueListNode,
    id?: QueryId,
  ): PrimitiveValueListNode {
    const made = super.transformPrimitiveValueList(node, id)
    return { ...made, values: made.values.map(value => shifted(value, this.#ms())) }
  }
}

const shifted = (value: unknown, ms: number): unknown =>
  value instanceof Date ? new Date(value.getTime() + ms) : value

function shiftedRow(row: Record<string, unknown>, ms: number): Record<string, unknown> {
  const made = Object.fromEntries(Object.entries(row).map(([name, value]) => [name, shifted(value, ms)]))
  if (made.expires_at instanceof Date && typeof made.value === 'string' && made.value.startsWith('{'))
    made.value = endingWith(made.expires_at, made.value)
  return made
}

/** A visit to Google has its end, which is its row's, once more within what it remembers. */
function endingWith(end: Date, remembered: string): string {
  const visit = JSON.parse(remembered) as Record<string, unknown>
  return typeof visit.expiresAt === 'number'
    ? JSON.stringify({ ...visit, expiresAt: end.getTime() })
    : remembered
}

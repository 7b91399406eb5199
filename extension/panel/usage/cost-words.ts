/** US dollars as somebody would say them: "about 0.4 ¢", "about $1.20"; null: nobody knows the price. */
export function costWords(dollars: number | null): string {
  if (dollars === null) return 'price unknown'
  if (dollars === 0) return 'free'
  if (dollars < 0.0005) return 'under 0.1 ¢'
  if (dollars < 0.1) return `about ${(dollars * 100).toFixed(1).replace(/\.0$/, '')} ¢`
  return `about $${dollars.toFixed(2)}`
}

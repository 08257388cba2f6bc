declare namespace knex {
  type Value = string | number | boolean | null | Date | Buffer | object;
  interface Raw<Result = any> extends Promise<Result> {}
  interface RawBuilder {
    <Result = any>(sql: string, binding: Value): Raw<Result>;
    <Result = any>(sql: string, bindings?: readonly Value[] | Record<string, Value>): Raw<Result>;
  }
  interface Knex {
    (table: string): any;
    raw: RawBuilder;
    schema: any;
    transaction<T>(work: (transaction: { raw: RawBuilder }) => Promise<T>): Promise<T>;
    destroy(): Promise<void>;
  }
}
declare function knex(config: object): knex.Knex;
export = knex;

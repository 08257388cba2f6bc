interface Model {
  fields: string[];
  relations: Record<string, string>;
}

interface Operation {
  model: string;
  args: object;
  query: (args: never) => Promise<unknown>;
}

type Row = Record<string, unknown>;

// Fields that are kept encrypted, and the ways that lead to them from other models.
const models: Record<string, Model> = {
{{models}}
};

/** A client that encrypts fields on their way into the database, and decrypts them on their way out. */
export function withFieldEncryption(client: PrismaClient): PrismaClient {
  return client.$extends({
    query: {
      $allModels: {
        async $allOperations({ model, args, query }: Operation) {
          return opened(model, await query(sealed(model, args as Row) as never));
        },
      },
    },
  }) as unknown as PrismaClient;
}

/** An operation with the rows that it writes encrypted. */
function sealed(model: string, operation: Row): Row {
  const result = { ...operation };
  for (const part of ['data', 'create', 'update']) {
    if (part in result) {
      result[part] = written(model, result[part]);
    }
  }
  return result;
}

function written(model: string, rows: unknown): unknown {
  if (Array.isArray(rows)) {
    return rows.map((row) => written(model, row));
  }
  if (!isRow(rows)) {
    return rows;
  }
  const result = { ...rows };
  for (const field of models[model]?.fields ?? []) {
    if (field in result) {
      result[field] = sealedValue(`${model}.${field}`, result[field]);
    }
  }
  for (const [relation, other] of Object.entries(models[model]?.relations ?? {})) {
    if (relation in result) {
      result[relation] = nested(other, result[relation]);
    }
  }
  return result;
}

function sealedValue(field: string, value: unknown): unknown {
  if (isRow(value) && 'set' in value) {
    return { ...value, set: sealedValue(field, value.set) };
  }
  return typeof value === 'string' ? encryptField(field, value) : value;
}

/** What is written of related rows along with a row. */
function nested(model: string, operations: unknown): unknown {
  if (!isRow(operations)) {
    return operations;
  }
  const result = { ...operations };
  if ('create' in result) {
    result.create = written(model, result.create);
  }
  for (const name of ['createMany', 'connectOrCreate', 'update', 'updateMany', 'upsert']) {
    if (name in result) {
      result[name] = nestedPart(model, result[name]);
    }
  }
  return result;
}

function nestedPart(model: string, part: unknown): unknown {
  if (Array.isArray(part)) {
    return part.map((one) => nestedPart(model, one));
  }
  if (!isRow(part)) {
    return part;
  }
  // `update` takes the row itself, too, where there can be only one.
  return 'data' in part || 'create' in part ? sealed(model, part) : written(model, part);
}

/** Rows as they were before they were encrypted. */
function opened(model: string, rows: unknown): unknown {
  if (Array.isArray(rows)) {
    return rows.map((row) => opened(model, row));
  }
  if (!isRow(rows)) {
    return rows;
  }
  for (const field of models[model]?.fields ?? []) {
    const stored = rows[field];
    if (typeof stored === 'string') {
      rows[field] = decryptField(`${model}.${field}`, stored);
    }
  }
  for (const [relation, other] of Object.entries(models[model]?.relations ?? {})) {
    if (relation in rows) {
      rows[relation] = opened(other, rows[relation]);
    }
  }
  return rows;
}

function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

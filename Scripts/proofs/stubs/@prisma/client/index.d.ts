export declare namespace Prisma {
  interface PrismaPromise<T> extends Promise<T> {
    [Symbol.toStringTag]: 'PrismaPromise';
  }
  class Sql {
    constructor(strings: readonly string[], values: readonly unknown[]);
  }
}
export declare class PrismaClient {
  constructor(options?: object);
  $connect(): Promise<void>;
  $disconnect(): Promise<void>;
  $extends(extension: {
    query?: {
      $allModels?: {
        $allOperations?(parameters: {
          model: 'Patient' | 'Visit';
          operation: string;
          args: { data?: object; where?: object };
          query: (args: { data?: object; where?: object }) => Promise<unknown>;
        }): Promise<unknown>;
      };
    };
  }): { $connect(): Promise<void> };
  $executeRaw<T = unknown>(
    query: TemplateStringsArray | Prisma.Sql,
    ...values: any[]
  ): Prisma.PrismaPromise<number>;
  $transaction<T>(
    work: (client: { $queryRawUnsafe<R = unknown>(query: string, ...values: any[]): Prisma.PrismaPromise<R> }) => Promise<T>,
    options?: { maxWait?: number; timeout?: number },
  ): Promise<T>;
  // One for each model of the schema.
  [model: string]: any;
}

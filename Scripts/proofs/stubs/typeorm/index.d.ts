export interface QueryRunner {
  query(query: string, parameters?: any[]): Promise<any>;
}
export interface MigrationInterface {
  name?: string;
  up(queryRunner: QueryRunner): Promise<any>;
  down(queryRunner: QueryRunner): Promise<any>;
}
export interface ObjectLiteral {
  [key: string]: any;
}
export declare class FindOperator<T> {
  readonly value: T;
}
export declare function In<T>(values: readonly T[]): FindOperator<any>;
export type FindOptionsWhere<Entity> = {
  [Name in keyof Entity]?:
    | FindOperator<Entity[Name]>
    | (NonNullable<Entity[Name]> extends string | number | bigint | boolean | Date
        ? Entity[Name]
        : FindOptionsWhere<NonNullable<Entity[Name]>>);
};
export interface FindManyOptions<Entity> {
  where?: FindOptionsWhere<Entity> | FindOptionsWhere<Entity>[];
  order?: { [Name in keyof Entity]?: 'ASC' | 'DESC' };
  relations?: string[] | object;
}
export type DeepPartial<T> = T extends object ? { [Name in keyof T]?: DeepPartial<T[Name]> } : T;
export declare class SelectQueryBuilder<Entity> {
  where(text: string, parameters?: ObjectLiteral): this;
  andWhere(text: string, parameters?: ObjectLiteral): this;
  orderBy(sort: string, order?: 'ASC' | 'DESC'): this;
  getMany(): Promise<Entity[]>;
  getOne(): Promise<Entity | null>;
}
export declare class Repository<Entity extends ObjectLiteral> {
  find(options?: FindManyOptions<Entity>): Promise<Entity[]>;
  findBy(where: FindOptionsWhere<Entity> | FindOptionsWhere<Entity>[]): Promise<Entity[]>;
  findOne(options: FindManyOptions<Entity>): Promise<Entity | null>;
  findOneBy(where: FindOptionsWhere<Entity> | FindOptionsWhere<Entity>[]): Promise<Entity | null>;
  findOneByOrFail(where: FindOptionsWhere<Entity>): Promise<Entity>;
  countBy(where: FindOptionsWhere<Entity> | FindOptionsWhere<Entity>[]): Promise<number>;
  create(data: DeepPartial<Entity>): Entity;
  save<T extends DeepPartial<Entity>>(entity: T): Promise<T & Entity>;
  update(criteria: string | number | FindOptionsWhere<Entity>, data: object): Promise<unknown>;
  delete(criteria: string | number | FindOptionsWhere<Entity>): Promise<unknown>;
  createQueryBuilder(alias?: string): SelectQueryBuilder<Entity>;
}
export declare class EntityManager {
  query<T = any>(query: string, parameters?: any[]): Promise<T>;
}
export declare class DataSource {
  constructor(options: object);
  readonly isInitialized: boolean;
  transaction<T>(work: (manager: EntityManager) => Promise<T>): Promise<T>;
  initialize(): Promise<this>;
  destroy(): Promise<void>;
  getRepository<Entity extends ObjectLiteral>(target: new () => Entity): Repository<Entity>;
  query<T = any>(query: string, parameters?: any[], queryRunner?: QueryRunner): Promise<T>;
}
export declare function Entity(name?: string): ClassDecorator;
export interface ValueTransformer {
  to(value: any): any;
  from(value: any): any;
}
export interface ColumnOptions {
  transformer?: ValueTransformer | ValueTransformer[];
  [option: string]: unknown;
}
export declare function Column(options?: ColumnOptions): PropertyDecorator;
export declare function Column(type: string, options?: ColumnOptions): PropertyDecorator;
export declare function PrimaryColumn(options?: object): PropertyDecorator;
export declare function ManyToOne(target: () => new () => object, inverse?: unknown, options?: object): PropertyDecorator;
export declare function JoinColumn(options?: object): PropertyDecorator;
export declare function PrimaryGeneratedColumn(strategy?: string): PropertyDecorator;

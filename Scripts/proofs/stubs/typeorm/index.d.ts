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
export declare class Repository<Entity extends ObjectLiteral> {
  find(): Promise<Entity[]>;
  findOneBy(where: Partial<Entity>): Promise<Entity | null>;
  delete(where: Partial<Entity>): Promise<unknown>;
}
export declare class EntityManager {
  query<T = any>(query: string, parameters?: any[]): Promise<T>;
}
export declare class DataSource {
  constructor(options: object);
  initialize(): Promise<this>;
  destroy(): Promise<void>;
  getRepository<Entity extends ObjectLiteral>(target: new () => Entity): Repository<Entity>;
  query<T = any>(query: string, parameters?: any[], queryRunner?: QueryRunner): Promise<T>;
}
export declare function Entity(name?: string): ClassDecorator;
export declare function Column(options?: object): PropertyDecorator;
export declare function PrimaryGeneratedColumn(strategy?: string): PropertyDecorator;

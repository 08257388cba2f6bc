export declare class TypeOrmModule {
  static forRoot(options: object): object;
  static forFeature(entities: unknown[]): object;
}
export declare function InjectRepository(entity: unknown): ParameterDecorator;

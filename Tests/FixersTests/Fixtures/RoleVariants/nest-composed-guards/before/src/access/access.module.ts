import { Module } from '@nestjs/common';

/** Which doors of the building open for whom. */
@Module({})
export class AccessModule {}

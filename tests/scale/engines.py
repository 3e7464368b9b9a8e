"""The engines that read the tables: each makes a view per table and answers a query with its columns and its rows."""

TABLES = ["snapshots", "nodes", "edges", "classes", "suspects", "chains"]


def duckdb(folder):
    import duckdb as engine

    connection = engine.connect()
    for table in TABLES:
        files = f"{folder}/pod=*/{table}/snapshot=*/*.parquet"
        # 001 is text to DuckDB, unless it is told.
        types = "hive_types = {'pod': VARCHAR, 'snapshot': INTEGER}"
        connection.execute(f"CREATE VIEW {table} AS SELECT * FROM read_parquet('{files}', {types})")

    def ask(query):
        answer = connection.execute(query)
        return [column[0] for column in answer.description], answer.fetchall()

    return ask


def spark(folder):
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master("local[2]").appName("leakscope")
    session = builder.config("spark.ui.showConsoleProgress", "false").config("spark.sql.shuffle.partitions", "4").getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    for table in TABLES:
        # Spark finds partitions below one folder of a table only; here each pod has its own, so that the path is asked.
        files = session.read.option("recursiveFileLookup", "true").parquet(f"{folder}/pod=*/{table}")
        part = lambda name: f"regexp_extract(_metadata.file_path, '/{name}=([^/]+)/', 1)"
        columns = ["*", f"{part('pod')} AS pod", f"int({part('snapshot')}) AS snapshot"]
        files.selectExpr(*columns).createOrReplaceTempView(table)

    def ask(query):
        frame = session.sql(query)
        return frame.columns, [tuple(row) for row in frame.collect()]

    return ask

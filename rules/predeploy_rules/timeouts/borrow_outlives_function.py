r"""A function that waits for a database connection longer than it may work never says what went wrong.

RDS Proxy lets a client wait `ConnectionBorrowTimeout` seconds for a free connection, 120 unless told otherwise
(https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_ConnectionPoolConfiguration.html, as of 2026-11). When the
pool is exhausted, a function with a shorter timeout is stopped before the proxy answers: callers see a timeout instead of
the database error, and the function is billed for the wait. Let the proxy give up first. Where only a parameter named
like an output of the proxy's stack links the two, the finding is low.

```yaml bad
Transform: AWS::Serverless-2016-10-31
Resources:
  Read:
    Type: AWS::Serverless::Function
    Properties: {Timeout: 30, Environment: {Variables: {DATABASE: !GetAtt Proxy.Endpoint}}}
  Proxy: {Type: AWS::RDS::DBProxy}
  Pool:
    Type: AWS::RDS::DBProxyTargetGroup
    Properties:
      DBProxyName: !Ref Proxy
      ConnectionPoolConfigurationInfo:
        ConnectionBorrowTimeout: 120  #~ 120 @medium
```
```yaml fixed
Transform: AWS::Serverless-2016-10-31
Resources:
  Read:
    Type: AWS::Serverless::Function
    Properties: {Timeout: 30, Environment: {Variables: {DATABASE: !GetAtt Proxy.Endpoint}}}
  Proxy: {Type: AWS::RDS::DBProxy}
  Pool:
    Type: AWS::RDS::DBProxyTargetGroup
    Properties:
      DBProxyName: !Ref Proxy
      ConnectionPoolConfigurationInfo:
        ConnectionBorrowTimeout: 10
```
```yaml bad file=api.yaml
Transform: AWS::Serverless-2016-10-31
Parameters: {RdsProxyEndpoint: {Type: String}}
Globals: {Function: {Timeout: 30}}
Resources:
  Read:
    Type: AWS::Serverless::Function
    Properties: {Environment: {Variables: {DATABASE: !Ref RdsProxyEndpoint}}}
```
```yaml bad file=database.yaml
Resources:
  Proxy: {Type: AWS::RDS::DBProxy}
  Pool:
    Type: AWS::RDS::DBProxyTargetGroup
    Properties: {DBProxyName: !Ref Proxy}  #~ Properties @low
Outputs:
  rdsProxyEndpoint: {Value: !GetAtt Proxy.Endpoint}
```
```yaml good
Transform: AWS::Serverless-2016-10-31
Resources:
  Read:
    Type: AWS::Serverless::Function
    Properties: {Timeout: 30, Environment: {Variables: {DATABASE: !GetAtt Proxy.Endpoint}}}
  Other:
    Type: AWS::Serverless::Function
    Properties: {Timeout: 3}
  Proxy: {Type: AWS::RDS::DBProxy}
  Pool:
    Type: AWS::RDS::DBProxyTargetGroup
    Properties: {DBProxyName: !Ref Proxy, ConnectionPoolConfigurationInfo: {ConnectionBorrowTimeout: 5}}
```
```yaml good file=api.yaml
Transform: AWS::Serverless-2016-10-31
Parameters: {Endpoint: {Type: String}}
Resources:
  Read:
    Type: AWS::Serverless::Function
    Properties: {Environment: {Variables: {DATABASE: !Ref Endpoint}}}
```
```yaml good file=database.yaml
Resources:
  Proxy: {Type: AWS::RDS::DBProxy}
  Pool: {Type: AWS::RDS::DBProxyTargetGroup, Properties: {DBProxyName: !Ref Proxy}}
Outputs:
  rdsProxyEndpoint: {Value: !GetAtt Proxy.Endpoint}
```
"""

from predeploy import Connection, Findings, rule


@rule("medium", since="0.1", kinds=("store",), severities=("low", "info"))
def borrow_outlives_function(connection: Connection) -> Findings:
    stops, borrow = connection.waits, connection.works
    if connection.slack < 0:
        yield borrow.finding(
            f"a client waits {borrow} for a connection of {connection.callee.name}, {connection.caller.name} stops after"
            f" {stops}: it never sees the database's error; let the proxy give up first",
            fix=borrow.replace(max(1, int(stops.value / 3)), safe=False),
            related=((stops.node, f"stops after {stops}"), (connection.via, "uses the proxy")),
            severity=connection.weighed("medium"),
        )

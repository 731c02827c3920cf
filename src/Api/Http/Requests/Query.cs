using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;

namespace PupilSupport.Api.Http.Requests;

/// <summary>
/// The query string as a record, strictly: names as in the contract, ISO dates, exact codes, nothing unknown,
/// nothing twice. Members marked <c>[JsonIgnore]</c> are not parameters (an id from the path, say).
/// </summary>
public sealed class Query<T> : IEndpointParameterMetadataProvider where T : class
{
    private Query(T value) => Value = value;

    public T Value { get; }

    public static ValueTask<Query<T>?> BindAsync(HttpContext context) =>
        ValueTask.FromResult<Query<T>?>(new Query<T>((T)BoundRequest.Of(context).Query!));

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) => builder.Metadata.Add(new QueryShape(typeof(T)));
}

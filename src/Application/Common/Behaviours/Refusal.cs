using System.Linq.Expressions;
using System.Reflection;
using PupilSupport.Domain.Common;

namespace PupilSupport.Application.Common.Behaviours;

/// <summary>
/// Makes a refusal of any response type. The behaviours carry no narrowing constraint, since the container would
/// silently skip a behaviour for a request outside it.
/// </summary>
internal static class Refusal<TResponse>
{
    private static readonly Func<Error, TResponse> Make = Find();

    public static TResponse Of(Error error) => Make(error);

    private static Func<Error, TResponse> Find()
    {
        var isResult = typeof(TResponse).GetInterfaces()
            .Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IResult<>) && i.GenericTypeArguments[0] == typeof(TResponse));
        return isResult
            ? typeof(TResponse).GetMethod(nameof(Result.Fail), BindingFlags.Public | BindingFlags.Static, [typeof(Error)])!.CreateDelegate<Func<Error, TResponse>>()
            : throw new InvalidOperationException($"{typeof(TResponse)} is no result: requests implement ICommand<T> or IQuery<T>.");
    }
}

/// <summary>Reads the error, and the value, of any response type.</summary>
internal static class Response<TResponse>
{
    private static readonly Func<TResponse, Error?> ReadError = ErrorReader();
    private static readonly PropertyInfo Value = typeof(TResponse).GetProperty("Value")!;
    private static readonly MethodInfo FromValue = typeof(TResponse).GetMethod("op_Implicit", [Value.PropertyType])!;

    public static Type ValueType => Value.PropertyType;

    public static Error? ErrorOf(TResponse response) => ReadError(response);

    public static object? ValueOf(TResponse response) => Value.GetValue(response);

    public static TResponse Of(object? value) => (TResponse)FromValue.Invoke(null, [value])!;

    private static Func<TResponse, Error?> ErrorReader()
    {
        var response = Expression.Parameter(typeof(TResponse));
        return Expression.Lambda<Func<TResponse, Error?>>(Expression.Property(response, nameof(Result.Error)), response).Compile();
    }
}

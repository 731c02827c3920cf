namespace PupilSupport.Api.OpenApi;

/// <summary>Names of schemas: the type's, without <c>Dto</c>; a page of X is <c>XPage</c>.</summary>
internal static class SchemaNames
{
    public static string Of(Type type)
    {
        if (!type.IsGenericType)
        {
            return type.Name.EndsWith("Dto", StringComparison.Ordinal) ? type.Name[..^3] : type.Name;
        }

        return string.Concat(type.GetGenericArguments().Select(Of)) + type.Name[..type.Name.IndexOf('`')];
    }
}

using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using PupilSupport.Application.Common;
using PupilSupport.Domain.Common;

namespace PupilSupport.Infrastructure.Persistence;

/// <summary>Everything that holds for every table, said once.</summary>
internal static class ModelConventions
{
    private static readonly Assembly[] Assemblies = [typeof(TrustId).Assembly, typeof(CommonErrors).Assembly, typeof(ModelConventions).Assembly];

    public static void Configure(ModelConfigurationBuilder builder)
    {
        foreach (var type in Assemblies.SelectMany(a => a.GetTypes()).Where(t => t.IsValueType && !t.IsGenericTypeDefinition))
        {
            if (type.IsEnum)
            {
                builder.Properties(type).HaveConversion(typeof(EnumCodeConverter<>).MakeGenericType(type));
            }
            else if (IsTypedId(type))
            {
                builder.Properties(type).HaveConversion(typeof(TypedIdConverter<>).MakeGenericType(type));
            }
        }

        builder.Properties<decimal>().HavePrecision(9, 3);
    }

    public static void Apply(ModelBuilder builder, AppDbContext context)
    {
        foreach (var entity in builder.Model.GetEntityTypes())
        {
            ApplyTo(builder, entity, context);
        }
    }

    private static void ApplyTo(ModelBuilder builder, IMutableEntityType entity, AppDbContext context)
    {
        if (typeof(IAggregateRoot).IsAssignableFrom(entity.ClrType))
        {
            builder.Entity(entity.ClrType).HasKey("TrustId", "Id");
            builder.Entity(entity.ClrType).Property("Version").IsConcurrencyToken();
        }

        if (typeof(ITenantOwned).IsAssignableFrom(entity.ClrType))
        {
            builder.Entity(entity.ClrType).HasQueryFilter("trust", TrustFilter(entity.ClrType, context));
        }

        foreach (var property in entity.GetProperties())
        {
            property.SetColumnName(Snake.Case(property.Name));
            property.ValueGenerated = ValueGenerated.Never;
        }

        foreach (var key in entity.GetForeignKeys())
        {
            key.DeleteBehavior = DeleteBehavior.Restrict;
        }
    }

    private static LambdaExpression TrustFilter(Type type, AppDbContext context)
    {
        var row = Expression.Parameter(type, "row");
        var body = Expression.Equal(
            Expression.Property(row, nameof(ITenantOwned.TrustId)),
            Expression.Property(Expression.Constant(context), nameof(AppDbContext.FilterTrust)));
        return Expression.Lambda(body, row);
    }

    private static bool IsTypedId(Type type) =>
        type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(ITypedId<>));
}

internal sealed class TypedIdConverter<T>() : ValueConverter<T, Guid>(id => id.Value, value => From(value)) where T : struct, ITypedId<T>
{
    // An expression tree may not call a static abstract member itself.
    private static T From(Guid value) => T.From(value);
}

internal sealed class EnumCodeConverter<T>() : ValueConverter<T, string>(v => EnumCodes<T>.Format(v), v => EnumCodes<T>.Parse(v)) where T : struct, Enum;

using System.Runtime.CompilerServices;
using PupilSupport.Domain.Common;

namespace PupilSupport.Domain.Tests.Common;

public sealed class AggregateTests
{
    public static TheoryData<Type> Roots =>
        [.. typeof(IAggregateRoot).Assembly.GetTypes().Where(t => t is { IsClass: true, IsAbstract: false } && t.IsAssignableTo(typeof(IAggregateRoot)))];

    /// <summary>
    /// Some have a public <c>RecordId</c> of another record. With an interface that is an <see cref="IAggregateRoot"/> again, that
    /// member would silently become their own identity to the audit, the feed and the chronology.
    /// </summary>
    [Theory, MemberData(nameof(Roots))]
    public void Its_identity_is_its_own_id(Type type)
    {
        var root = RuntimeHelpers.GetUninitializedObject(type);
        var id = Guid.NewGuid();
        var property = type.GetProperty("Id")!;
        property = property.DeclaringType!.GetProperty("Id")!;
        property.SetValue(root, Activator.CreateInstance(property.PropertyType, id));
        Assert.Equal(id, ((IAggregateRoot)root).RecordId);
    }
}

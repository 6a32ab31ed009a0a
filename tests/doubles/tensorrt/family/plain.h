// An object of which all is properties.
#pragma once

#include "core/objects.h"

namespace trts::doubles
{

template <class Table, class Object>
class Plain : public Table, public Object
{
  public:
    explicit Plain(const char* class_name) : Object(this), live_(class_name, static_cast<Object*>(this))
    {
        this->properties_.start_from_zero();
    }

  private:
    Live live_;
};

} // namespace trts::doubles
